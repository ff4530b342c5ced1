"""The exception by which a Web API call is refused."""

from __future__ import annotations

from collections.abc import Iterable

from sandbox.model import Json


class Refused(Exception):
    """Slack answers ``{"ok": false, "error": …}``; ``more`` adds further keys to that answer."""

    def __init__(
        self,
        error: str,
        *,
        messages: Iterable[str] = (),
        status: int = 200,
        headers: dict[str, str] | None = None,
        **more: object,
    ) -> None:
        super().__init__(error)
        self.error = error
        self.status = status
        self.headers = headers or {}
        self._messages = list(messages)
        self._more = more

    def as_json(self) -> Json:
        answer: Json = {"ok": False, "error": self.error, **self._more}
        if self._messages:
            answer["response_metadata"] = {"messages": self._messages}
        return answer

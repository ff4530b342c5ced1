"""Chat models through LangChain: the only module that imports it, and the only one that retries.

Providers' own retries are switched off: two layers would multiply and exceed the caller's limits.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from threading import Lock
from typing import TYPE_CHECKING, Any

from knowledge.errors import CoachError, InputError
from knowledge.model import Turn

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessageChunk

MOST_TOKENS = 1_500
"""A short answer needs 300; reasoning models spend some of the rest before they answer."""
RETRIES = 1
PAUSE = 0.5
"""Seconds before the second attempt. Short, as someone is waiting and has a composed answer."""

_ROLES = {"person": "user", "coach": "assistant"}
_EXTRAS = {
    "openai": "openai",
    "anthropic": "anthropic",
    "google_genai": "google",
    "ollama": "ollama",
}
_KEYS = {
    "openai": "OPENAI_API_KEY",
    "anthropic": "ANTHROPIC_API_KEY",
    "google_genai": "GOOGLE_API_KEY",
}
_ENDINGS = ("finish_reason", "stop_reason", "stopReason", "done_reason")
_TEMPORARY = frozenset((408, 409, 425, 429))


class LangChainChat:
    """A model in LangChain's ``provider:model`` form. Nothing is imported or opened before use.

    ``seconds`` limits one request.

    Raises:
        InputError: the name doesn't have that form.
    """

    def __init__(
        self,
        model: str,
        *,
        seconds: float = 20.0,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        provider, _, name = model.partition(":")
        if not provider or not name:
            raise InputError(
                "COACH_CHAT_MODEL must be a provider and a model, for example `openai:gpt-5-mini`."
            )
        self._name = model
        self._provider = provider
        self._seconds = seconds
        self._sleep = sleep
        self._lock = Lock()
        self._opened: BaseChatModel | None = None

    @property
    def name(self) -> str:
        """The model as the operator named it."""
        return self._name

    def open(self) -> None:
        """Import the provider's package and create its client (about a second, once); blocks.

        Sends nothing to the provider.

        Raises:
            CoachError: the package or the key is missing.
        """
        self._model()

    async def stream(self, system: str, turns: Sequence[Turn]) -> AsyncGenerator[str, None]:
        """Yield the reply piece by piece. Retries a temporary failure if no text has arrived yet.

        Raises:
            CoachError: the provider fails, or the reply is cut off.
        """
        model = await asyncio.to_thread(self._model)
        messages = [("system", system), *((_ROLES[turn.role], turn.text) for turn in turns)]
        for attempt in range(RETRIES + 1):
            started = False
            try:
                async with aclosing(_reply(model, messages)) as pieces:
                    async for piece in pieces:
                        started = True
                        yield piece
                return
            except CoachError:
                raise
            except Exception as error:
                if started or attempt == RETRIES or not _is_temporary(error):
                    raise self._failure(error) from None  # its text may contain the key
            await self._sleep(PAUSE)

    def _model(self) -> BaseChatModel:
        with self._lock:
            if self._opened is None:
                self._opened = self._create()
            return self._opened

    def _create(self) -> BaseChatModel:
        from langchain.chat_models import init_chat_model

        try:
            model: BaseChatModel = init_chat_model(self._name, **self._options())
        except ImportError:
            raise CoachError(self._package_missing()) from None
        except Exception as error:
            raise CoachError(self._not_made(error)) from None
        return model

    def _options(self) -> dict[str, Any]:
        """Return the limits, under the names that the provider's class uses."""
        if self._provider == "ollama":
            return {"num_predict": MOST_TOKENS, "client_kwargs": {"timeout": self._seconds}}
        # Google's client reads 0 as its own default, which is to retry.
        retries = 1 if self._provider == "google_genai" else 0
        return {"max_tokens": MOST_TOKENS, "timeout": self._seconds, "max_retries": retries}

    def _package_missing(self) -> str:
        extra = _EXTRAS.get(self._provider)
        package = f"skill-coach[{extra}]" if extra else f"langchain-{self._provider}"
        return f"The chat model {self._name} needs a package: run `pip install '{package}'`."

    def _not_made(self, error: Exception) -> str:
        if isinstance(error, ValueError) and "model provider" in str(error):
            return f"LangChain doesn't know the provider in COACH_CHAT_MODEL: {self._name}."
        key = _KEYS.get(self._provider, "its provider's variables")
        return f"Can't open the chat model {self._name}: set {key} ({_kind(error)})."

    def _failure(self, error: Exception) -> CoachError:
        if _status(error) in (401, 403):
            key = _KEYS.get(self._provider, "its key")
            return CoachError(f"The chat model {self._name} rejected the key. Check {key}.")
        return CoachError(f"The chat model {self._name} failed ({_kind(error)}).")


async def _reply(
    model: BaseChatModel, messages: list[tuple[str, str]]
) -> AsyncGenerator[str, None]:
    ended = False
    stream: AsyncGenerator[BaseMessageChunk, None] = model.astream(messages)  # type: ignore[assignment]
    async with aclosing(stream) as chunks:
        async for chunk in chunks:
            ended = ended or any(chunk.response_metadata.get(each) for each in _ENDINGS)
            if text := str(chunk.text):
                yield text
    if not ended:  # some clients treat a connection that closes early as the end
        raise CoachError("The chat model's reply was cut off.")


def _status(error: Exception) -> int | None:
    code = getattr(error, "status_code", getattr(error, "code", None))
    return code if isinstance(code, int) else None


def _is_temporary(error: Exception) -> bool:
    """Whether a retry may help: rate limits, server errors and connection errors."""
    status = _status(error)
    if status is not None:
        return status in _TEMPORARY or status >= 500
    return any("Connect" in kind.__name__ for kind in type(error).__mro__)


def _kind(error: Exception) -> str:
    status = _status(error)
    return type(error).__name__ + (f" {status}" if status else "")

"""Short-lived permissions: trigger ids (3 s, once) and response URLs (30 minutes, 5 uses)."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.clock import Clock
from sandbox.identifiers import Identifiers
from sandbox.refusal import Refused

TRIGGER_SECONDS = 3.0
HOOK_SECONDS = 30 * 60.0
HOOK_USES = 5


@dataclass
class _Trigger:
    person: str
    expires: float
    exchanged: bool = False


@dataclass
class Hook:
    """What a response URL may respond to: one person in one channel, about one message."""

    person: str
    channel: str
    expires: float
    message_ts: str | None = None
    thread_ts: str | None = None
    uses: int = 0


class Triggers:
    """Issues trigger ids and response URLs, and refuses those that are used up or expired."""

    def __init__(self, clock: Clock, identifiers: Identifiers) -> None:
        self._clock = clock
        self._identifiers = identifiers
        self._triggers: dict[str, _Trigger] = {}
        self._hooks: dict[str, Hook] = {}

    def issue(self, person: str) -> str:
        """Return a new ``trigger_id`` for something that ``person`` just did."""
        trigger = f"{int(self._clock.now() * 1000)}.{self._identifiers.secret()}"
        self._triggers[trigger] = _Trigger(person, self._clock.now() + TRIGGER_SECONDS)
        return trigger

    def exchange(self, trigger_id: str) -> str:
        """Return the person behind a trigger id, which works once and for three seconds.

        Raises:
            Refused: the id is unknown, used or expired.
        """
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.exchanged:
            raise Refused("exchanged_trigger_id")
        if self._clock.now() > trigger.expires:
            raise Refused("expired_trigger_id")
        trigger.exchanged = True
        return trigger.person

    def hook(
        self,
        person: str,
        channel: str,
        *,
        message_ts: str | None = None,
        thread_ts: str | None = None,
    ) -> str:
        """Return the secret part of a new response URL."""
        secret = self._identifiers.secret()
        expires = self._clock.now() + HOOK_SECONDS
        self._hooks[secret] = Hook(person, channel, expires, message_ts, thread_ts)
        return secret

    def use_hook(self, secret: str) -> Hook:
        """Use a response URL once.

        Raises:
            Refused: the URL is unknown, expired or used up.
        """
        hook = self._hooks.get(secret)
        if hook is None:
            raise Refused("invalid_url", status=404)
        if self._clock.now() > hook.expires:
            raise Refused("expired_url", status=404)
        if hook.uses >= HOOK_USES:
            raise Refused("used_url", status=404)
        hook.uses += 1
        return hook

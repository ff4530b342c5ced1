"""Fault injection: processes that crash at a given point, and services that misbehave."""

from contextlib import suppress
from dataclasses import replace
from random import Random
from typing import Any, cast

from bot.slack.nudges.deliver import deliver
from tests.bot.nudge_workspace import NudgeWorkspace


class Crash(BaseException):
    """Simulates the end of the process."""


class CrashingProxy:
    """Forwards everything, until a given method is called, which crashes."""

    def __init__(self, inner: object, method: str, *, after: bool) -> None:
        self.inner = inner
        self.method = method
        self.after = after

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.inner, name)
        if name != self.method:
            return method

        async def call_and_crash(*arguments: object, **more: object) -> None:
            if self.after:
                await method(*arguments, **more)
            raise Crash

        return call_and_crash


async def crash(workspace: NudgeWorkspace, part: str, method: str, *, after: bool) -> None:
    """Let a scheduler claim what is due and crash before or after the given method."""
    crashing = CrashingProxy(getattr(workspace.services, part), method, after=after)
    services = replace(workspace.services, **{part: cast(Any, crashing)})
    with suppress(Crash):
        await deliver(services, await workspace.claim())
    await workspace.expire_claims()


class Override:
    """Forwards everything but the given methods, which it replaces."""

    def __init__(self, inner: object, **other: object) -> None:
        self.inner = inner
        self.other = other

    def __getattr__(self, name: str) -> Any:
        return self.other.get(name) or getattr(self.inner, name)


class FlakyProxy:
    """Forwards everything, but some calls fail, before or after the work is done."""

    def __init__(self, inner: object, chance: Random, often: float) -> None:
        self.inner = inner
        self.chance = chance
        self.often = often

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.inner, name)

        async def called(*arguments: object, **more: object) -> Any:
            fails = self.chance.random() < self.often
            if fails and self.chance.random() < 0.5:
                raise TimeoutError(f"before {name}")
            answer = await method(*arguments, **more)
            if fails:
                raise TimeoutError(f"after {name}")
            return answer

        return called

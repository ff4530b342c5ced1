"""Trouble on purpose: a process that ends at a point, and services that behave in other ways."""

from contextlib import suppress
from dataclasses import replace
from random import Random
from typing import Any, cast

from bot.slack.nudges.deliver import deliver
from tests.bot.nudge_workspace import Town


class Crash(BaseException):
    """The process ends here."""


class Dying:
    """Passes everything on, until a method is called at which the process ends."""

    def __init__(self, inner: object, method: str, *, after: bool) -> None:
        self.inner = inner
        self.method = method
        self.after = after

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.inner, name)
        if name != self.method:
            return method

        async def dies(*told: object, **more: object) -> None:
            if self.after:
                await method(*told, **more)
            raise Crash

        return dies


async def crash(place: Town, part: str, method: str, *, after: bool) -> None:
    """A coach claims what is due, and dies at that point or before it came so far."""
    dying = Dying(getattr(place.services, part), method, after=after)
    services = replace(place.services, **{part: cast(Any, dying)})
    with suppress(Crash):
        await deliver(services, await place.claim())
    await place.claims_end()


class With:
    """Something with other methods in the place of some of its own."""

    def __init__(self, inner: object, **other: object) -> None:
        self.inner = inner
        self.other = other

    def __getattr__(self, name: str) -> Any:
        return self.other.get(name) or getattr(self.inner, name)


class Weather:
    """Passes everything on, but now and then a call fails, before or after the work was done."""

    def __init__(self, inner: object, chance: Random, often: float) -> None:
        self.inner = inner
        self.chance = chance
        self.often = often

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.inner, name)

        async def called(*told: object, **more: object) -> Any:
            fails = self.chance.random() < self.often
            if fails and self.chance.random() < 0.5:
                raise TimeoutError(f"before {name}")
            answer = await method(*told, **more)
            if fails:
                raise TimeoutError(f"after {name}")
            return answer

        return called

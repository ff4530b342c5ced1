"""What Slack says of people: their zone, do-not-disturb, whether they are away or gone."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.coaching.learning.availability import Facts
from bot.slack.api.errors import code
from bot.slack.api.retries import SLACK_FAILED
from bot.slack.api.status import is_away

log = structlog.get_logger(__name__)

KEPT_SECONDS = 60.0
"""How long what Slack said is taken to hold: who turns on do-not-disturb is not to be disturbed."""
HOUR = 3600.0
WAIT_SECONDS = 10.0
"""How long Slack may take where somebody waits, who can do without."""
MOST_KEPT = 20_000
FEW = 5
"""So many people are asked about one by one."""
A_PAGE = 1000
A_TEAM = 50
"""People that one dnd.teamInfo may ask about."""

Key = tuple[str, str]
"""Workspace and person."""
ProfileFields = Mapping[str, Any]
"""A user or a do-not-disturb object, as Slack writes it."""


class UserInfo:
    """What Slack said of people, and when."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._kept: dict[Key, tuple[float, ProfileFields]] = {}

    def fresh(self, key: Key) -> bool:
        """Whether it was said within the last minute."""
        at, _ = self._kept.get(key, (float("-inf"), {}))
        return 0 <= self._clock() - at < KEPT_SECONDS

    def last(self, key: Key) -> ProfileFields:
        """What was said last, however long ago; empty for nothing."""
        return self._kept.get(key, (0.0, {}))[1]

    def put(self, key: Key, words: ProfileFields) -> None:
        """Keeps it; of too many, what was said longest ago goes."""
        self._kept.pop(key, None)
        if len(self._kept) >= MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[key] = (self._clock(), words)


class People:
    """Asks Slack about people. Never raises: what can't be learned stays as last known, or open."""

    def __init__(self, client: AsyncWebClient, clock: Callable[[], float]) -> None:
        self._client = client
        self._clock = clock
        self._users = UserInfo(clock)
        self._quiet = UserInfo(clock)
        self._told: set[str] = set()

    async def about(
        self, workspace: str, persons: Sequence[str], seconds: float = WAIT_SECONDS
    ) -> Mapping[str, Facts]:
        """Facts on each of these people of a workspace, as of now, after at most ``seconds``."""
        await asyncio.gather(
            self._trying(self._ask_users(workspace, persons), "users", seconds),
            self._trying(self._ask_quiet(workspace, persons), "do-not-disturb", seconds),
        )
        return {person: self._facts((workspace, person)) for person in persons}

    async def is_admin(self, workspace: str, person: str) -> bool:
        """Whether the person administers the workspace; False where Slack does not say."""
        await self._trying(self._ask_users(workspace, [person]), "users", WAIT_SECONDS)
        user = self._users.last((workspace, person))
        return bool(user.get("is_admin") or user.get("is_owner"))

    async def _trying(self, asking: Awaitable[None], what: str, seconds: float) -> None:
        """Lets a failure go; the log is told once, until it works again."""
        try:
            async with asyncio.timeout(seconds):
                await asking
        except SLACK_FAILED as error:
            if what not in self._told:
                log.warning("Slack doesn't say", what=what, error=code(error))
            self._told.add(what)
        else:
            self._told.discard(what)

    async def _ask_users(self, workspace: str, persons: Sequence[str]) -> None:
        wanted = [who for who in persons if not self._users.fresh((workspace, who))]
        if len(wanted) > FEW:
            listed = await self._client.users_list(limit=A_PAGE)
            for user in listed.get("members") or []:
                self._users.put((workspace, str(user["id"])), user)
        for who in wanted:
            if not self._users.fresh((workspace, who)):  # in no small workspace's one page
                found = await self._client.users_info(user=who)
                self._users.put((workspace, who), found.get("user") or {})

    async def _ask_quiet(self, workspace: str, persons: Sequence[str]) -> None:
        wanted = [who for who in persons if not self._quiet.fresh((workspace, who))]
        if len(wanted) == 1:
            found = await self._client.dnd_info(user=wanted[0])
            self._quiet.put((workspace, wanted[0]), dict(found.data))  # type: ignore[arg-type]
            return
        for start in range(0, len(wanted), A_TEAM):
            team = wanted[start : start + A_TEAM]
            found = await self._client.dnd_teamInfo(users=team)
            for who, quiet in (found.get("users") or {}).items():
                self._quiet.put((workspace, str(who)), quiet)

    def _facts(self, key: Key) -> Facts:
        user, now = self._users.last(key), self._clock()
        return Facts(
            zone=str(user.get("tz") or ""),
            away=is_away(user.get("profile") or {}, now),
            quiet_until=quiet_until(self._quiet.last(key), now),
            gone=bool(user.get("deleted")),
        )


def quiet_until(said: ProfileFields, now: float) -> float:
    """The end of do-not-disturb in seconds since 1970, 0 where it does not hold now.

    People snooze, and have regular quiet hours, of which Slack tells the current or next ones. A
    snooze without an end is told as one of an hour, after which Slack is asked again.
    """
    end = now + HOUR if said.get("snooze_is_indefinite") else said.get("snooze_endtime")
    snoozed = float(end or 0) if said.get("snooze_enabled") else 0.0
    begin, end = (float(said.get(f"next_dnd_{edge}_ts") or 0) for edge in ("start", "end"))
    regular = end if said.get("dnd_enabled") and begin <= now else 0.0
    latest = max(snoozed, regular)
    return latest if latest > now else 0.0

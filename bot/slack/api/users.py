"""Asks Slack about people: time zone, do-not-disturb, away or deactivated, workspace admin."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.coaching.learning.availability import Availability
from bot.slack.api.errors import error_code
from bot.slack.api.retries import SLACK_FAILED
from bot.slack.api.status import is_away

log = structlog.get_logger(__name__)

KEPT_SECONDS = 60.0
"""How long Slack's answer is cached. Short, so that turning on do-not-disturb works soon."""
HOUR = 3600.0
WAIT_SECONDS = 10.0
"""How long to wait for Slack while somebody is waiting; the coach can do without the answer."""
MOST_KEPT = 20_000
FEW = 5
"""Up to this many people are looked up one by one; for more, the whole list is fetched."""
A_PAGE = 1000
A_TEAM = 50
"""Slack's limit of people in one dnd.teamInfo call."""

Key = tuple[str, str]
"""(workspace, person)."""
ProfileFields = Mapping[str, Any]
"""A user object or a do-not-disturb object, as Slack sends it."""


class UserInfo:
    """A cache of what Slack sent about people, and when."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._kept: dict[Key, tuple[float, ProfileFields]] = {}

    def fresh(self, key: Key) -> bool:
        """Whether the entry was stored within the last minute."""
        at, _ = self._kept.get(key, (float("-inf"), {}))
        return 0 <= self._clock() - at < KEPT_SECONDS

    def last(self, key: Key) -> ProfileFields:
        """Return the last entry, however old; empty if there is none."""
        return self._kept.get(key, (0.0, {}))[1]

    def put(self, key: Key, fields: ProfileFields) -> None:
        """Store an entry; if the cache is full, drop the oldest."""
        self._kept.pop(key, None)
        if len(self._kept) >= MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[key] = (self._clock(), fields)


class People:
    """Look up people in Slack. If Slack fails, use the last known values instead of raising."""

    def __init__(self, client: AsyncWebClient, clock: Callable[[], float]) -> None:
        self._client = client
        self._clock = clock
        self._users = UserInfo(clock)
        self._quiet = UserInfo(clock)
        self._told: set[str] = set()

    async def about(
        self, workspace: str, persons: Sequence[str], seconds: float = WAIT_SECONDS
    ) -> Mapping[str, Availability]:
        """Return each person's availability now, by person; wait at most ``seconds``."""
        await asyncio.gather(
            self._try(self._ask_users(workspace, persons), "users", seconds),
            self._try(self._ask_quiet(workspace, persons), "do-not-disturb", seconds),
        )
        return {person: self._facts((workspace, person)) for person in persons}

    async def is_admin(self, workspace: str, person: str) -> bool:
        """Whether the person is a workspace admin or owner; False if Slack doesn't answer."""
        await self._try(self._ask_users(workspace, [person]), "users", WAIT_SECONDS)
        user = self._users.last((workspace, person))
        return bool(user.get("is_admin") or user.get("is_owner"))

    async def _try(self, asking: Awaitable[None], what: str, seconds: float) -> None:
        """Await a lookup and ignore its failure, logging it once until it works again."""
        try:
            async with asyncio.timeout(seconds):
                await asking
        except SLACK_FAILED as error:
            if what not in self._told:
                log.warning("slack_lookup_failed", what=what, error=error_code(error))
            self._told.add(what)
        else:
            self._told.discard(what)

    async def _ask_users(self, workspace: str, persons: Sequence[str]) -> None:
        stale = [who for who in persons if not self._users.fresh((workspace, who))]
        if len(stale) > FEW:
            listed = await self._client.users_list(limit=A_PAGE)
            for user in listed.get("members") or []:
                self._users.put((workspace, str(user["id"])), user)
        for who in stale:
            if not self._users.fresh((workspace, who)):  # not on the first page of the list
                found = await self._client.users_info(user=who)
                self._users.put((workspace, who), found.get("user") or {})

    async def _ask_quiet(self, workspace: str, persons: Sequence[str]) -> None:
        stale = [who for who in persons if not self._quiet.fresh((workspace, who))]
        if len(stale) == 1:
            found = await self._client.dnd_info(user=stale[0])
            self._quiet.put((workspace, stale[0]), dict(found.data))  # type: ignore[arg-type]
            return
        for start in range(0, len(stale), A_TEAM):
            team = stale[start : start + A_TEAM]
            found = await self._client.dnd_teamInfo(users=team)
            for who, quiet in (found.get("users") or {}).items():
                self._quiet.put((workspace, str(who)), quiet)

    def _facts(self, key: Key) -> Availability:
        user, now = self._users.last(key), self._clock()
        return Availability(
            zone=str(user.get("tz") or ""),
            away=is_away(user.get("profile") or {}, now),
            quiet_until=quiet_until(self._quiet.last(key), now),
            gone=bool(user.get("deleted")),
        )


def quiet_until(fields: ProfileFields, now: float) -> float:
    """Return when do-not-disturb ends, in seconds since 1970; 0 if it isn't on now.

    People can snooze, and they have regular quiet hours, of which Slack sends the current or next
    ones. A snooze without an end counts as one hour, after which Slack is asked again.
    """
    end = now + HOUR if fields.get("snooze_is_indefinite") else fields.get("snooze_endtime")
    snoozed = float(end or 0) if fields.get("snooze_enabled") else 0.0
    begin, end = (float(fields.get(f"next_dnd_{edge}_ts") or 0) for edge in ("start", "end"))
    regular = end if fields.get("dnd_enabled") and begin <= now else 0.0
    latest = max(snoozed, regular)
    return latest if latest > now else 0.0

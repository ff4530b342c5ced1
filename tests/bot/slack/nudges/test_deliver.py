"""What is due is sent to the right place, and the next look planned, whoever it is for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.coaching.learning.availability import Facts
from bot.coaching.nudges.model import Nudge, NudgeKind, Sent
from bot.coaching.nudges.preferences import Mode
from bot.slack.api.errors import undeliverable
from bot.slack.api.messenger import Messenger
from bot.slack.api.users import People
from bot.slack.nudges.deliver import deliver
from bot.store.nudge_ports import Overtaken
from tests.bot.fault_injection import With, crash
from tests.bot.nudge_workspace import DAY, HOUR, MONDAY, WEEK, Town


async def test_what_is_due_is_sent_and_the_next_look_planned(place: Town) -> None:
    await place.wishes()
    assert await deliver(place.services, await place.claim())
    await place.once()
    (line,) = await place.services.nudges.sent(place.team, "U_EVE", 0)
    assert (line.key, line.period) == ("nudge:U_EVE:2026-11-23", "2026-11-23")
    planned = await place.schedule()
    assert planned.next_at is not None
    assert MONDAY + 5 * DAY < planned.next_at <= MONDAY + WEEK
    assert (planned.planned_at, planned.zone) == (MONDAY, "UTC")


async def test_what_is_not_due_is_planned_and_nothing_sent(place: Town) -> None:
    place.time.now -= HOUR
    await place.wishes()
    assert not await deliver(place.services, await place.claim())
    assert not place.got()
    assert (await place.schedule()).next_at == MONDAY


async def test_what_a_person_changes_at_that_moment_holds(place: Town) -> None:
    before = await place.wishes()
    claimed = await place.claim()
    off = replace(before, preferences=replace(before.preferences, mode=Mode.OFF), next_at=None)
    await place.services.nudges.put(off)
    with pytest.raises(Overtaken):
        await deliver(place.services, claimed)
    assert not place.got()
    assert await place.schedule() == off


async def test_a_channels_prompt_goes_to_the_channel(place: Town) -> None:
    await place.prompts("C_BACKEND")
    assert await deliver(place.services, await place.claim())
    assert len(place.posted("C_BACKEND")) == 1


class Nobody:
    """What Slack says of people who were deactivated."""

    async def about(self, workspace: str, persons: Sequence[str]) -> Mapping[str, Facts]:
        return {person: Facts(gone=True) for person in persons}


async def test_who_is_gone_is_left_alone_for_good(place: Town) -> None:
    await place.wishes()
    services = replace(place.services, people=cast(People, Nobody()))
    assert not await deliver(services, await place.claim())
    left = await place.schedule()
    assert (left.next_at, left.preferences.mode) == (None, Mode.OFF)


async def test_who_cannot_be_written_to_is_paused(place: Town) -> None:
    await place.wishes("U_BLOCK")
    claimed = await place.claim()
    await place.services.people.about(place.team, ["U_BLOCK"])
    place.server.workspace.people.pop("U_BLOCK")
    assert not await deliver(place.services, claimed)
    left = await place.schedule("U_BLOCK")
    assert (left.next_at, left.preferences.mode) == (None, Mode.PAUSED)
    assert not await place.services.nudges.sent(place.team, "U_BLOCK", 0)


async def test_a_channel_that_was_left_gets_no_prompts_any_more(place: Town) -> None:
    await place.prompts("C_RANDOM")
    assert not await deliver(place.services, await place.claim())
    assert await place.services.nudges.get(place.team, "C_RANDOM") is None


@pytest.mark.parametrize("said", ["is_archived", "restricted_action_read_only_channel"])
async def test_a_channel_closed_to_the_coach_gets_no_prompts_any_more(
    place: Town, said: str
) -> None:
    more: dict[str, Any] = {"req_args": {}, "headers": {}, "status_code": 200}
    answer = AsyncSlackResponse(
        client=None, http_verb="POST", api_url="", data={"ok": False, "error": said}, **more
    )

    async def send(*_told: object) -> None:
        raise undeliverable(SlackApiError("", answer))  # type: ignore[no-untyped-call]

    await place.prompts("C_BACKEND")
    closed = cast(Messenger, With(place.services.messenger, send=send))
    assert not await deliver(replace(place.services, messenger=closed), await place.claim())
    assert await place.services.nudges.get(place.team, "C_BACKEND") is None


async def reminder(place: Town, at: float) -> None:
    """A reminder of a plan, which was set an hour before."""
    await place.wishes()
    await deliver(place.services, await place.claim())
    more = {"person": "U_EVE", "since": at - HOUR, "next_at": at, "planned_at": at - HOUR}
    about = "nudge:U_EVE:2026-11-23"
    await place.wishes("U_EVE/plan", kind=NudgeKind.REMINDER, about=about, **more)
    place.time.now = at


async def test_a_reminder_comes_once_and_is_done(place: Town) -> None:
    await reminder(place, MONDAY + 3 * HOUR)
    assert await deliver(place.services, await place.claim())
    assert len(place.got()) == 2
    assert await place.services.nudges.get(place.team, "U_EVE/plan") is None


@pytest.mark.parametrize("taken", [True, False])
async def test_a_reminder_that_may_have_arrived_comes_once(place: Town, taken: bool) -> None:
    await reminder(place, MONDAY + 3 * HOUR)
    await crash(place, "messenger", "send", after=taken)
    place.time.now += 120
    await place.coach().tick()
    assert len(place.got()) == 2
    assert await place.services.nudges.get(place.team, "U_EVE/plan") is None


async def test_a_reminder_that_arrived_is_not_repeated_after_a_holiday_begins(place: Town) -> None:
    await reminder(place, MONDAY + 3 * HOUR)
    await crash(place, "messenger", "send", after=True)
    eve = place.server.person("U_EVE")
    eve.set_status("", ":palm_tree:")
    place.time.now += 700
    await place.coach().tick()
    eve.set_status("")
    place.time.now += HOUR
    await place.coach().tick()
    assert len(place.got()) == 2


async def test_a_reminder_much_too_late_is_dropped(place: Town) -> None:
    await reminder(place, MONDAY + 3 * HOUR)
    place.time.now += 2 * DAY
    assert not await deliver(place.services, await place.claim())
    assert len(place.got()) == 1
    assert await place.services.nudges.get(place.team, "U_EVE/plan") is None


async def test_after_four_without_an_answer_one_says_that_it_stops(place: Town) -> None:
    await place.wishes(since=MONDAY - 9 * WEEK)
    for number in range(4):
        at = MONDAY - (8 - number * 2) * WEEK
        key, week = f"nudge:U_EVE:{number}", f"2026-10-{number + 1:02}"
        nudge = Nudge(NudgeKind.WEEKLY, ("You asked.",))
        whose = (place.team, key, "U_EVE", "U_EVE")
        await place.services.nudges.begin(
            Sent(*whose, NudgeKind.WEEKLY, week, at, nudge, "D", f"{number}")
        )
    assert await deliver(place.services, await place.claim())
    (line,) = await place.services.nudges.sent(place.team, "U_EVE", MONDAY)
    assert line.kind is NudgeKind.CLOSING
    left = await place.schedule()
    assert (left.next_at, left.preferences.mode) == (None, Mode.STOPPED)

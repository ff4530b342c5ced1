"""Sending what is due and planning the next check, for people, channels and reminders."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.coaching.learning.availability import Availability
from bot.coaching.nudges.model import Nudge, NudgeKind, Sent
from bot.coaching.nudges.preferences import Mode
from bot.slack.api.errors import to_undeliverable
from bot.slack.api.messenger import Messenger
from bot.slack.api.users import People
from bot.slack.nudges.deliver import deliver
from bot.store.nudge_ports import ClaimLost
from tests.bot.fault_injection import Override, crash
from tests.bot.nudge_workspace import DAY, HOUR, MONDAY, WEEK, NudgeWorkspace


async def test_sends_what_is_due_and_plans_the_next_check(workspace: NudgeWorkspace) -> None:
    await workspace.add_schedule()
    assert await deliver(workspace.services, await workspace.claim())
    await workspace.assert_sent_once()
    (line,) = await workspace.services.nudges.sent(workspace.team, "U_EVE", 0)
    assert (line.key, line.period) == ("nudge:U_EVE:2026-11-23", "2026-11-23")
    planned = await workspace.get_schedule()
    assert planned.next_at is not None
    assert MONDAY + 5 * DAY < planned.next_at <= MONDAY + WEEK
    assert (planned.planned_at, planned.zone) == (MONDAY, "UTC")


async def test_plans_what_is_not_due_and_sends_nothing(workspace: NudgeWorkspace) -> None:
    workspace.time.now -= HOUR
    await workspace.add_schedule()
    assert not await deliver(workspace.services, await workspace.claim())
    assert not workspace.messages_to()
    assert (await workspace.get_schedule()).next_at == MONDAY


async def test_a_change_during_delivery_wins(workspace: NudgeWorkspace) -> None:
    before = await workspace.add_schedule()
    claimed = await workspace.claim()
    off = replace(before, preferences=replace(before.preferences, mode=Mode.OFF), next_at=None)
    await workspace.services.nudges.put(off)
    with pytest.raises(ClaimLost):
        await deliver(workspace.services, claimed)
    assert not workspace.messages_to()
    assert await workspace.get_schedule() == off


async def test_a_channels_prompt_goes_to_the_channel(workspace: NudgeWorkspace) -> None:
    await workspace.add_prompt("C_BACKEND")
    assert await deliver(workspace.services, await workspace.claim())
    assert len(workspace.messages_in("C_BACKEND")) == 1


class Nobody:
    """A lookup in which everybody is deactivated."""

    async def about(self, workspace: str, persons: Sequence[str]) -> Mapping[str, Availability]:
        return {person: Availability(gone=True) for person in persons}


async def test_a_deactivated_person_gets_no_more_nudges(workspace: NudgeWorkspace) -> None:
    await workspace.add_schedule()
    services = replace(workspace.services, people=cast(People, Nobody()))
    assert not await deliver(services, await workspace.claim())
    left = await workspace.get_schedule()
    assert (left.next_at, left.preferences.mode) == (None, Mode.OFF)


async def test_nudges_pause_for_a_person_the_coach_cannot_write_to(
    workspace: NudgeWorkspace,
) -> None:
    await workspace.add_schedule("U_BLOCK")
    claimed = await workspace.claim()
    await workspace.services.people.about(workspace.team, ["U_BLOCK"])
    workspace.server.workspace.people.pop("U_BLOCK")
    assert not await deliver(workspace.services, claimed)
    left = await workspace.get_schedule("U_BLOCK")
    assert (left.next_at, left.preferences.mode) == (None, Mode.PAUSED)
    assert not await workspace.services.nudges.sent(workspace.team, "U_BLOCK", 0)


async def test_a_channel_the_coach_left_gets_no_more_prompts(workspace: NudgeWorkspace) -> None:
    await workspace.add_prompt("C_RANDOM")
    assert not await deliver(workspace.services, await workspace.claim())
    assert await workspace.services.nudges.get(workspace.team, "C_RANDOM") is None


@pytest.mark.parametrize("error", ["is_archived", "restricted_action_read_only_channel"])
async def test_a_channel_the_coach_cannot_post_in_gets_no_more_prompts(
    workspace: NudgeWorkspace, error: str
) -> None:
    more: dict[str, Any] = {"req_args": {}, "headers": {}, "status_code": 200}
    answer = AsyncSlackResponse(
        client=None, http_verb="POST", api_url="", data={"ok": False, "error": error}, **more
    )

    async def send(*_args: object) -> None:
        raise to_undeliverable(SlackApiError("", answer))  # type: ignore[no-untyped-call]

    await workspace.add_prompt("C_BACKEND")
    closed = cast(Messenger, Override(workspace.services.messenger, send=send))
    assert not await deliver(replace(workspace.services, messenger=closed), await workspace.claim())
    assert await workspace.services.nudges.get(workspace.team, "C_BACKEND") is None


async def reminder(workspace: NudgeWorkspace, at: float) -> None:
    """Send a nudge and set a reminder an hour before ``at``, then move the clock to ``at``."""
    await workspace.add_schedule()
    await deliver(workspace.services, await workspace.claim())
    more = {"person": "U_EVE", "since": at - HOUR, "next_at": at, "planned_at": at - HOUR}
    about = "nudge:U_EVE:2026-11-23"
    await workspace.add_schedule("U_EVE/plan", kind=NudgeKind.REMINDER, about=about, **more)
    workspace.time.now = at


async def test_a_reminder_is_sent_once_and_removed(workspace: NudgeWorkspace) -> None:
    await reminder(workspace, MONDAY + 3 * HOUR)
    assert await deliver(workspace.services, await workspace.claim())
    assert len(workspace.messages_to()) == 2
    assert await workspace.services.nudges.get(workspace.team, "U_EVE/plan") is None


@pytest.mark.parametrize("taken", [True, False])
async def test_a_reminder_that_may_have_arrived_is_sent_once(
    workspace: NudgeWorkspace, taken: bool
) -> None:
    await reminder(workspace, MONDAY + 3 * HOUR)
    await crash(workspace, "messenger", "send", after=taken)
    workspace.time.now += 120
    await workspace.scheduler().tick()
    assert len(workspace.messages_to()) == 2
    assert await workspace.services.nudges.get(workspace.team, "U_EVE/plan") is None


async def test_a_reminder_that_arrived_is_not_repeated_after_a_holiday(
    workspace: NudgeWorkspace,
) -> None:
    await reminder(workspace, MONDAY + 3 * HOUR)
    await crash(workspace, "messenger", "send", after=True)
    eve = workspace.server.person("U_EVE")
    eve.set_status("", ":palm_tree:")
    workspace.time.now += 700
    await workspace.scheduler().tick()
    eve.set_status("")
    workspace.time.now += HOUR
    await workspace.scheduler().tick()
    assert len(workspace.messages_to()) == 2


async def test_a_very_late_reminder_is_dropped(workspace: NudgeWorkspace) -> None:
    await reminder(workspace, MONDAY + 3 * HOUR)
    workspace.time.now += 2 * DAY
    assert not await deliver(workspace.services, await workspace.claim())
    assert len(workspace.messages_to()) == 1
    assert await workspace.services.nudges.get(workspace.team, "U_EVE/plan") is None


async def test_after_four_ignored_nudges_a_last_one_says_they_stop(
    workspace: NudgeWorkspace,
) -> None:
    await workspace.add_schedule(since=MONDAY - 9 * WEEK)
    for number in range(4):
        at = MONDAY - (8 - number * 2) * WEEK
        key, week = f"nudge:U_EVE:{number}", f"2026-10-{number + 1:02}"
        nudge = Nudge(NudgeKind.WEEKLY, ("You asked.",))
        whose = (workspace.team, key, "U_EVE", "U_EVE")
        await workspace.services.nudges.begin(
            Sent(*whose, NudgeKind.WEEKLY, week, at, nudge, "D", f"{number}")
        )
    assert await deliver(workspace.services, await workspace.claim())
    (line,) = await workspace.services.nudges.sent(workspace.team, "U_EVE", MONDAY)
    assert line.kind is NudgeKind.CLOSING
    left = await workspace.get_schedule()
    assert (left.next_at, left.preferences.mode) == (None, Mode.STOPPED)

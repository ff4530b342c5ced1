"""What people do with a nudge, and what that changes in the stores."""

import asyncio

import pytest

from bot.coaching.learning.entries import EntryKind
from bot.coaching.nudges.model import NOT_SURE, Sent
from bot.coaching.nudges.preferences import Mode, Preferences
from bot.slack.nudges.responses import save_preferences
from bot.slack.nudges.zone_options import find_zones
from bot.slack.routing.handlers import OptionsCall
from bot.slack.suggestions.card import LATER, SUGGESTED_MENU
from sandbox.model import Json
from tests.conftest import Stage
from tests.dialogues.clock import forward
from tests.dialogues.logs import log

ANA, WORKSPACE = "U_ANA", "T_SANDBOX"


@pytest.fixture
async def nudged(stage: Stage) -> Stage:
    """A stage on which Ana has a nudge with a question in her DM."""
    await forward(stage, "to 2030-01-01 12:00")
    await log(stage, ANA, {"Rate limiting and throttling mechanisms": "aware"})
    await save_preferences(stage.bot.services, WORKSPACE, ANA, Preferences(mode=Mode.ON))
    await forward(stage, "until Monday 10:00")
    return stage


async def line(stage: Stage) -> Sent:
    """Return Ana's nudge from the store."""
    (sent,) = await stage.bot.services.nudges.sent(WORKSPACE, ANA, 0.0)
    return sent


def message(stage: Stage) -> Json:
    """Return Ana's nudge as a message."""
    (shown,) = stage.said(stage.server.person(ANA).dm_channel)
    return shown


async def recalled(stage: Stage) -> list[str]:
    """Return Ana's logged answers."""
    entries = await stage.bot.services.learning.of(WORKSPACE, ANA)
    return [entry.words for entry in entries if entry.kind is EntryKind.RECALLED]


async def test_of_options_clicked_at_once_one_counts_everywhere(nudged: Stage) -> None:
    shown, ana = message(nudged), nudged.server.person(ANA)
    await asyncio.gather(*(ana.click(shown, f"nudge_answer:{number}") for number in range(4)))
    await nudged.quiet()
    sent = await line(nudged)
    assert sent.nudge.question is not None
    assert sent.answer.chosen is not None
    assert sent.answer.right is (sent.answer.chosen == sent.nudge.question.right)
    assert await recalled(nudged) == ["good" if sent.answer.right else "again"]
    expected = "That's right" if sent.answer.right else "It's *"
    assert expected in str(message(nudged)["blocks"])


async def test_not_sure_is_logged_as_not_recalled(nudged: Stage) -> None:
    options = [e for b in message(nudged)["blocks"] for e in b.get("elements", [])]
    unsure = next(e for e in options if str(e.get("value")).startswith(f"{NOT_SURE}|"))
    await nudged.server.person(ANA).click(message(nudged), unsure["action_id"])
    await nudged.quiet()
    assert await recalled(nudged) == ["again"]


@pytest.mark.parametrize("action_id", ["nudge_plan:3", "nudge_answer:0"])
async def test_every_click_counts_as_a_response(nudged: Stage, action_id: str) -> None:
    assert (await line(nudged)).touched_at is None
    await nudged.server.person(ANA).click(message(nudged), action_id)
    await nudged.quiet()
    assert (await line(nudged)).touched_at is not None


async def test_postponing_the_skill_counts_as_a_response(nudged: Stage) -> None:
    assert (await line(nudged)).touched_at is None
    elements = [e for b in message(nudged)["blocks"] for e in b.get("elements", [])]
    menu = next(e for e in elements if e.get("action_id", "").startswith(SUGGESTED_MENU))
    later = next(o for o in menu["options"] if o["value"].startswith(f"{LATER}:"))
    await nudged.server.person(ANA).choose(message(nudged), menu["action_id"], later["value"])
    await nudged.quiet()
    assert (await line(nudged)).touched_at is not None


async def test_an_answer_counts_after_the_nudge_was_deleted(nudged: Stage) -> None:
    shown, ana = message(nudged), nudged.server.person(ANA)
    await ana.say(shown["channel"], "Good morning", shown["ts"])
    await nudged.quiet()
    await nudged.bot.services.messenger.delete(shown["channel"], shown["ts"])
    await ana.say(shown["channel"], "A", shown["ts"])
    await nudged.quiet()
    reply = nudged.said(shown["channel"], shown["ts"])[-1]["text"]
    assert (await line(nudged)).answer.chosen == 0
    assert "That's right" in reply or "It's *" in reply


async def test_a_past_plan_has_no_reminder_switch(nudged: Stage) -> None:
    ana = nudged.server.person(ANA)
    await ana.click(message(nudged), "nudge_plan:0")
    await nudged.quiet()
    assert "I'll remind you then" in str(message(nudged)["blocks"])
    await forward(nudged, "6 days")
    shown = nudged.said(ana.dm_channel)[0]
    await ana.click(shown, "nudge_answer:0")
    await nudged.quiet()
    now = str(nudged.said(ana.dm_channel)[0]["blocks"])
    assert "*Planned*" in now
    assert "eminder" not in now


async def test_zones_are_found_by_city(stage: Stage) -> None:
    async def found(typed: str) -> list[str]:
        groups = await find_zones(stage.bot.services, OptionsCall(WORKSPACE, ANA, typed))
        return [option["value"] for group in groups for option in group["options"]]

    assert await found("lisb") == ["Europe/Lisbon"]
    assert (await found("new york"))[0] == "America/New_York"
    assert await found("são paulo") == ["America/Sao_Paulo"]
    assert await found("atlantis") == []
    assert 0 < len(await found("a")) <= 100

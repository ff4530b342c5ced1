"""From a thumbs-down in Slack to the owner's gap report."""

import asyncio
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coaching.feedback.gaps import (
    MAX_DELAY,
    WEEK,
    GapSubscription,
    GapWeek,
    Signal,
    Verdict,
    due_week,
    find_gaps,
)
from bot.coaching.learning.entries import Entry, EntryKind
from bot.maintenance import run_maintenance
from bot.slack.api.error_report import Undeliverable
from bot.slack.privacy.export import forget_person
from bot.slack.routing.services import Services
from bot.store.ports import CLAIMS_KEPT_SECONDS
from ingest.outline import outline
from knowledge.model import Catalogue
from sandbox.blocks import check_blocks
from sandbox.model import Json
from tests.conftest import Stage
from tests.dialogues.script import Dialogue, Play

DOCUMENT = "# Skills\n\n### Baking\n- Bread\n\n### Brewing\n- Coffee\n- Tea\n"
CATALOGUE = Catalogue((outline(DOCUMENT, "skills.md"),))
BAKING, BREWING = (section.id for section in CATALOGUE.sections.values())


def signal(key: str, verdict: Verdict, section: str, question: str, at: float = 1.0) -> Signal:
    return Signal("T1", key, verdict, "U1", question, (section,), at)


def test_gaps_are_largest_first_with_each_question_once_and_no_helpful_answers() -> None:
    found = find_gaps(
        [
            signal("1", Verdict.REFUSED, BREWING, "how do I roast?", 1),
            signal("2", Verdict.REFUSED, BREWING, "how do I roast?", 2),
            signal("3", Verdict.UNHELPFUL, BREWING, "which grinder?", 3),
            signal("4", Verdict.HELPFUL, BAKING, "what is bread?", 4),
            signal("5", Verdict.REFUSED, BAKING, "sourdough?", 5),
        ],
        CATALOGUE,
    )
    assert [(g.section.title, g.refused, g.unhelpful) for g in found] == [
        ("Brewing", 2, 1),
        ("Baking", 1, 0),
    ]
    assert found[0].questions == ("which grinder?", "how do I roast?")


def test_deleted_sections_are_skipped() -> None:
    gone = signal("1", Verdict.REFUSED, "gone", "where?")
    assert find_gaps([gone], CATALOGUE) == ()
    moved = replace(gone, section_ids=("gone", BAKING))
    assert [g.section.title for g in find_gaps([moved], CATALOGUE)] == ["Baking"]


STEPS = (
    ("Ana", "in backend", "@coach How do I version an API?"),
    ("Ana", "thumbs", "down"),
    ("Ana", "submits", "an example of a version header <!channel>"),
)


def entry(number: int, words: str, at: float) -> Entry:
    return Entry(f"e{number}", "T1", "U_BEN", at, EntryKind.GAPS, words=words)


def test_a_week_is_due_once_it_is_over_and_not_much_later() -> None:
    subscribed = [entry(1, GapSubscription.WEEKLY, 100.0)]
    end = 100.0 + WEEK
    assert due_week([], end) is None
    assert due_week(subscribed, end - 1) is None
    assert (
        due_week(subscribed, end)
        == due_week(subscribed, end + MAX_DELAY - 1)
        == GapWeek(100.0, end)
    )
    assert due_week(subscribed, end + MAX_DELAY) is None
    assert due_week(subscribed, end + 3 * WEEK) == GapWeek(end + 2 * WEEK, end + 3 * WEEK)


def test_no_week_is_due_after_unsubscribing_or_undo() -> None:
    subscribed = entry(1, GapSubscription.WEEKLY, 0.0)
    assert due_week([subscribed, entry(2, GapSubscription.OFF, 1.0)], WEEK) is None
    back = Entry("e2", "T1", "U_BEN", 1.0, EntryKind.TAKEN_BACK, about="e1")
    assert due_week([subscribed, back], WEEK) is None


def test_the_longest_delay_is_shorter_than_claims_are_kept() -> None:
    assert MAX_DELAY < CLAIMS_KEPT_SECONDS


@given(subscribed=st.integers(0, 10**9), later=st.lists(st.integers(0, 10**7), max_size=30))
def test_weeks_never_overlap(subscribed: int, later: list[int]) -> None:
    entries = [entry(1, GapSubscription.WEEKLY, subscribed)]
    weeks = {week for after in later if (week := due_week(entries, subscribed + after))}
    ordered = sorted(weeks, key=lambda week: week.since)
    assert all(a.until <= b.since for a, b in pairwise(ordered))
    assert all(subscribed <= week.since for week in weeks)


@pytest.fixture
def owned(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A stage with a document that Ben owns."""
    original = stage.bot.services.knowledge.catalogue()
    outlines = (replace(o, document=replace(o.document, owner="U_BEN")) for o in original.outlines)
    catalogue = Catalogue(tuple(outlines))
    monkeypatch.setattr(type(stage.bot.services.knowledge), "catalogue", lambda _: catalogue)
    return stage


async def test_the_owner_sees_the_gap_and_nobodys_name(owned: Stage) -> None:
    await Play(owned).run(Dialogue("judged", STEPS))
    await owned.server.person("U_BEN").command("C_BACKEND", "/coach gaps")
    await owned.quiet()
    (report,) = [m for m in owned.said("C_BACKEND") if m.get("ephemeral_to") == "U_BEN"]
    assert "in the last 8 weeks" in report["blocks"][0]["text"]["text"]
    assert_shows_the_gap(report)


def assert_shows_the_gap(report: Json) -> None:
    shown = str(report["blocks"])
    assert "API Development" in shown
    assert "How do I version an API?" in shown
    assert "an example of a version header" in shown
    assert "<!channel>" not in shown
    assert "U_ANA" not in shown
    assert not check_blocks(report["blocks"], "message")


async def look(stage: Stage, weeks: float, times: int = 1) -> list[Json]:
    """Run maintenance ``weeks`` later on ``times`` replicas at once; return Ben's messages."""
    now = stage.bot.services.clock() + weeks * WEEK
    later: Services = replace(stage.bot.services, clock=lambda: now)
    await asyncio.gather(*(run_maintenance(later) for _ in range(times)))
    await stage.quiet()
    return stage.said(stage.server.person("U_BEN").dm_channel)


async def say(stage: Stage, command: str) -> None:
    await stage.server.person("U_BEN").command("C_BACKEND", command)
    await stage.quiet()


async def test_a_subscribed_owner_gets_one_report_per_week_with_gaps(owned: Stage) -> None:
    await say(owned, "/coach gaps weekly")
    await Play(owned).run(Dialogue("judged", STEPS))
    await say(owned, "/coach gaps weekly")
    assert await look(owned, 0.9) == []
    (report,) = await look(owned, 1.01, times=3)
    assert_shows_the_gap(report)
    assert "this week" in report["blocks"][0]["text"]["text"]
    assert "/coach gaps off" in str(report["blocks"][-1])
    assert await look(owned, 1.05) == [report], "once"
    assert await look(owned, 2.01) == [report], "no news"


async def test_no_report_without_a_subscription_after_ending_it_or_after_forget(
    owned: Stage,
) -> None:
    await Play(owned).run(Dialogue("judged", STEPS))
    assert await look(owned, 1.01) == []
    await say(owned, "/coach gaps weekly")
    await say(owned, "/coach gaps off")
    assert await look(owned, 1.02) == []
    await say(owned, "/coach gaps weekly")
    await forget_person(owned.bot.services, "T_SANDBOX", "U_BEN")
    assert await look(owned, 1.03) == []


async def test_no_report_for_a_former_owner(owned: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    await say(owned, "/coach gaps weekly")
    await Play(owned).run(Dialogue("judged", STEPS))
    original = owned.bot.services.knowledge.catalogue()
    others = (replace(o, document=replace(o.document, owner="U_CHI")) for o in original.outlines)
    catalogue = Catalogue(tuple(others))
    monkeypatch.setattr(type(owned.bot.services.knowledge), "catalogue", lambda _: catalogue)
    assert await look(owned, 1.01) == []


async def test_a_report_that_slack_rejected_is_sent_on_the_next_run(
    owned: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await say(owned, "/coach gaps weekly")
    await Play(owned).run(Dialogue("judged", STEPS))
    with monkeypatch.context() as broken:

        async def refuse(*_: object) -> tuple[str, ...]:
            raise Undeliverable("channel_not_found")

        broken.setattr(type(owned.bot.services.messenger), "reply", refuse)
        assert await look(owned, 1.01) == []
    assert len(await look(owned, 1.02)) == 1

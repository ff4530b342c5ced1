"""Builders for the input of nudges."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.coaching.learning.entries import Entry, EntryKind
from bot.coaching.learning.learner_state import fold_log
from bot.coaching.nudges.compose_input import Material
from bot.coaching.nudges.kinds import compose
from bot.coaching.nudges.model import Nudge, NudgeKind, Sent
from bot.coaching.nudges.preferences import ALWAYS, Mode, Preferences
from bot.coaching.nudges.schedule import Schedule
from knowledge.lexicon.lexicon import Lexicon
from knowledge.model import Catalogue
from tests.bot.skill_maps import real_catalogue

DAY = 86_400.0
WEEK = 7 * DAY
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC).timestamp()
WHY = ("You asked for nudges.",)
REAL = real_catalogue()
LINES = {skill.text: skill for skill in REAL.skills.values()}
POOL = "Resource pooling and connection management"
LIMITS = "Rate limiting and throttling mechanisms"
FIRST = "Proficiency in backend languages (Python, Java, Node.js, Go, etc.)"


def entry(
    text: str, days_ago: float, kind: EntryKind = EntryKind.LEARNED, on: str = "", now: float = NOW
) -> Entry:
    skill = LINES[text]
    at = now - days_ago * DAY
    return Entry(f"{kind}{text}{at}", "T", "U1", at, kind, skill_id=skill.id, skill=text, on=on)


def material(
    *log: Entry,
    sent: Sequence[Sent] = (),
    now: float = NOW,
    goal: str = "",
    kind: NudgeKind = NudgeKind.WEEKLY,
    about: str = "",
    catalogue: Catalogue = REAL,
) -> Material:
    wishes = ALWAYS if kind is NudgeKind.PROMPT else Preferences(mode=Mode.ON)
    schedule = Schedule("T", "U1", kind, "U1", wishes, 0.0, now, 0.0, about=about)
    wish = [Entry("g", "T", "U1", NOW - 99 * DAY, EntryKind.GOAL, words=goal)] if goal else []
    return Material(
        fold_log([*wish, *log], catalogue),
        catalogue,
        {LINES[POOL].id: 1.0} if goal else {},
        sent,
        schedule,
        "Europe/Lisbon",
        now,
        WHY,
        lexicon=Lexicon.load(),
    )


def line(nudge: Nudge, at: float, key: str = "k") -> Sent:
    return Sent("T", f"{key}{at}", "U1", "U1", nudge.kind, "p", at, nudge, "D", "1")


def weekly(given: Material) -> Nudge:
    nudge = compose(NudgeKind.WEEKLY, given)
    assert nudge is not None
    return nudge

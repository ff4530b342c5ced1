"""What nudges are made of, in tests."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.coaching.log import Entry
from bot.coaching.log import Kind as Says
from bot.coaching.material import Material
from bot.coaching.nudge import Kind, Nudge, Sent
from bot.coaching.nudges import compose
from bot.coaching.schedule import Schedule
from bot.coaching.standing import standing
from bot.coaching.wishes import ALWAYS, Mode, Preferences
from knowledge.lexicon import Lexicon
from knowledge.model import Catalogue
from tests.bot.maps import real

DAY = 86_400.0
WEEK = 7 * DAY
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC).timestamp()
WHY = ("You asked for nudges.",)
REAL = real()
LINES = {skill.text: skill for skill in REAL.skills.values()}
POOL = "Resource pooling and connection management"
LIMITS = "Rate limiting and throttling mechanisms"
FIRST = "Proficiency in backend languages (Python, Java, Node.js, Go, etc.)"


def entry(
    text: str, days_ago: float, kind: Says = Says.LEARNED, on: str = "", now: float = NOW
) -> Entry:
    skill = LINES[text]
    at = now - days_ago * DAY
    return Entry(f"{kind}{text}{at}", "T", "U1", at, kind, skill_id=skill.id, skill=text, on=on)


def material(
    *log: Entry,
    sent: Sequence[Sent] = (),
    now: float = NOW,
    goal: str = "",
    kind: Kind = Kind.WEEKLY,
    about: str = "",
    catalogue: Catalogue = REAL,
) -> Material:
    wishes = ALWAYS if kind is Kind.PROMPT else Preferences(mode=Mode.ON)
    schedule = Schedule("T", "U1", kind, "U1", wishes, 0.0, now, 0.0, about=about)
    wish = [Entry("g", "T", "U1", NOW - 99 * DAY, Says.GOAL, words=goal)] if goal else []
    return Material(
        standing([*wish, *log], catalogue),
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
    nudge = compose(Kind.WEEKLY, given)
    assert nudge is not None
    return nudge

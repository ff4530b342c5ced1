"""What each kind of nudge holds: true reasons, and nothing twice within eight weeks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coaching.log import Entry
from bot.coaching.log import Kind as Says
from bot.coaching.material import UNREPEATED, Material
from bot.coaching.nudge import Kind, Nudge, Question, Sent
from bot.coaching.nudges import NUDGES, compose
from bot.coaching.recall import recalled_entry
from bot.coaching.schedule import Schedule
from bot.coaching.standing import standing
from bot.coaching.wishes import ALWAYS, Mode, Preferences
from ingest.outline import outline
from knowledge.lexicon import Lexicon
from knowledge.model import Catalogue
from tests.bot.maps import made, real
from tests.conftest import ROOT

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


def test_every_kind_is_composed() -> None:
    assert set(NUDGES) == set(Kind)


def test_a_newcomer_gets_a_skill_and_a_plan_and_no_question() -> None:
    nudge = weekly(material())

    assert nudge.question is None
    assert nudge.next is not None
    assert nudge.next.skill == FIRST
    assert nudge.next.passage.startswith("Programming Languages: ")
    assert FIRST in nudge.next.passage
    assert len(nudge.slots) == 3
    assert min(nudge.slots) > NOW
    assert nudge.why == WHY


def test_what_was_logged_is_asked_and_why_says_when() -> None:
    nudge = weekly(material(entry(POOL, 46)))

    assert nudge.question is not None
    assert nudge.question.skill_id == LINES[POOL].id
    assert nudge.why == (
        *WHY,
        f"You logged “{POOL}” 46 days ago. A question now helps to keep it.",
    )
    assert nudge.next is not None
    assert nudge.next.skill_id != LINES[POOL].id


def test_why_names_the_day_they_learned_it_and_the_last_answer() -> None:
    named = weekly(material(entry(POOL, 3, on="2026-03-03")))
    assert (
        "You learned “Resource pooling and connection management” on 3 March 2026." in named.why[1]
    )

    question = replace(some_question(), skill_id=LINES[POOL].id)
    answer = recalled_entry("T", "U1", question, False, NOW - 60 * DAY, "k", REAL)
    later = weekly(material(entry(POOL, 90), answer))
    assert f"You last answered a question on “{POOL}” 60 days ago." in later.why[1]


def test_the_goal_is_named_only_where_the_skill_leads_there() -> None:
    towards = weekly(material(goal="calm nights"))
    assert towards.next is not None
    assert "“calm nights”" in towards.next.reason
    assert towards.why[-1] == "The next skill leads to your goal, “calm nights”."

    known = replace(material(goal="calm nights"), goal={})
    assert not any("calm nights" in each for each in weekly(known).why)


def test_a_question_made_before_is_taken_as_it_is() -> None:
    question = replace(some_question(), skill_id=LINES[POOL].id)

    assert weekly(replace(material(), question=question)).question == question


def test_nothing_is_asked_or_suggested_twice_within_eight_weeks() -> None:
    log = [entry(POOL, 300), entry(LIMITS, 200), entry(FIRST, 100)]
    sent: list[Sent] = []
    for week in range(30):
        now = NOW + week * WEEK
        nudge = compose(Kind.WEEKLY, material(*log, sent=sent, now=now))
        if nudge is not None:
            sent.append(line(nudge, now))

    asked = [(s.at, s.nudge.question.skill_id) for s in sent if s.nudge.question]
    told = [(s.at, s.nudge.next.skill_id) for s in sent if s.nudge.next]
    assert len(told) == 30
    assert len(asked) >= 9
    for found in (asked, told):
        last: dict[str, float] = {}
        for at, skill_id in found:
            assert at - last.get(skill_id, -UNREPEATED) >= UNREPEATED
            last[skill_id] = at


def test_what_was_asked_under_an_old_id_counts_as_asked() -> None:
    moved = Catalogue((replace(REAL.outlines[0], successors=(("old", LINES[POOL].id),)),))
    question = replace(some_question(), skill_id="old")
    sent = [line(Nudge(Kind.WEEKLY, WHY, question=question), NOW - WEEK)]

    given = material(entry(POOL, 46), sent=sent, catalogue=moved)

    assert weekly(given).question is None


def test_nothing_to_ask_and_nothing_to_suggest_is_no_nudge() -> None:
    everything = [entry(text, 0.1) for text in LINES]

    assert compose(Kind.WEEKLY, material(*everything)) is None


def test_the_closing_message_asks_and_suggests_nothing() -> None:
    nudge = compose(Kind.CLOSING, material(entry(POOL, 90)))

    assert nudge == Nudge(Kind.CLOSING, WHY, "Europe/Lisbon")


class TestReminder:
    def reminded(self, *log: Entry, about: str | None = None) -> Nudge | None:
        planned = line(weekly(material()), NOW - DAY)
        key = planned.key if about is None else about
        return compose(Kind.REMINDER, material(*log, sent=[planned], kind=Kind.REMINDER, about=key))

    def test_it_brings_the_skill_that_was_planned_and_no_question(self) -> None:
        nudge = self.reminded()

        assert nudge is not None
        assert nudge.next is not None
        assert nudge.next.skill == FIRST
        assert (nudge.question, nudge.slots) == (None, ())
        assert FIRST in nudge.why[0]

    @pytest.mark.parametrize("kind", [Says.LEARNED, Says.NOT_FOR_ME])
    def test_what_is_settled_meanwhile_needs_no_reminder(self, kind: Says) -> None:
        assert self.reminded(entry(FIRST, 0.5, kind)) is None

    def test_a_skill_that_left_the_documents_is_not_named_but_the_plan_is_kept(self) -> None:
        planned = line(weekly(material()), NOW - DAY)
        other = made({"Soil": "abc"})
        given = material(sent=[planned], kind=Kind.REMINDER, about=planned.key, catalogue=other)
        nudge = compose(Kind.REMINDER, given)

        assert nudge is not None
        assert nudge.next is None
        assert FIRST not in nudge.why[0]

    def test_a_plan_whose_nudge_is_gone_is_not_reminded_of(self) -> None:
        assert self.reminded(about="gone") is None


class TestPrompt:
    FRONT_END = ROOT / "tests" / "eval" / "front-end-skills.md"
    BOTH = Catalogue((*REAL.outlines, outline(FRONT_END.read_text("utf-8"), FRONT_END.name)))

    def prompts(self, weeks: int, catalogue: Catalogue) -> list[Nudge | None]:
        """What a channel gets in so many weeks."""
        sent: list[Sent] = []
        found: list[Nudge | None] = []
        for week in range(weeks):
            now = NOW + week * WEEK
            given = material(sent=sent, now=now, kind=Kind.PROMPT, catalogue=catalogue)
            found.append(compose(Kind.PROMPT, given))
            sent += [line(nudge, now) for nudge in found[-1:] if nudge]
        return found

    def test_documents_take_turns_and_each_goes_on_in_reading_order(self) -> None:
        ids = [nudge.section_id for nudge in self.prompts(12, self.BOTH) if nudge]
        sections = [self.BOTH.sections[each] for each in ids]

        assert len(sections) == 12
        assert len({section.document_id for section in sections[:2]}) == 2
        for turns in (sections[::2], sections[1::2]):
            assert len({section.document_id for section in turns}) == 1
            assert [s.order for s in turns] == sorted(s.order for s in turns)

    def test_no_section_comes_again_within_eight_weeks_and_then_they_do(self) -> None:
        few = made({f"S{n}": letter for n, letter in enumerate("abcde")})
        ids = [nudge.section_id if nudge else "" for nudge in self.prompts(16, few)]

        assert ids[:8] == ["S0", "S1", "S2", "S3", "S4", "", "", ""]
        assert ids[8:] == ids[:8]

    def test_it_asks_openly_with_the_lines_of_its_section(self) -> None:
        asked = set()
        for nudge in filter(None, self.prompts(14, self.BOTH)):
            lines = self.BOTH.skills_of(nudge.section_id)
            quoted = [s.text for s in lines if f"“{s.text}”" in nudge.discuss]
            assert nudge.discuss.endswith("?")
            assert quoted or "these lines" in nudge.discuss
            assert nudge.skills == tuple(skill.id for skill in lines)
            asked.add(nudge.discuss)

        assert len(asked) > 9

    def test_a_section_of_one_line_is_not_asked_to_choose_among_lines(self) -> None:
        lonely = made({f"S{n}": letter for n, letter in enumerate("abcdefgh")})
        for nudge in filter(None, self.prompts(8, lonely)):
            assert "these lines" not in nudge.discuss
            assert "Of “" not in nudge.discuss

    def test_nothing_of_whoever_set_it_is_in_it(self) -> None:
        given = material(kind=Kind.PROMPT)
        private = material(entry(POOL, 90), goal="calm nights", kind=Kind.PROMPT)

        assert compose(Kind.PROMPT, private) == compose(Kind.PROMPT, given)

    def test_an_empty_library_gives_no_prompt(self) -> None:
        assert self.prompts(1, Catalogue()) == [None]
        assert compose(Kind.WEEKLY, material(catalogue=Catalogue())) is None


@given(
    st.lists(st.tuples(st.sampled_from(sorted(LINES)), st.floats(0, 900)), max_size=12),
    st.integers(0, 60),
)
@settings(max_examples=30, deadline=None)
def test_any_log_gives_a_nudge_that_is_true(log: list[tuple[str, float]], week: int) -> None:
    said = sorted((entry(text, days) for text, days in log), key=lambda each: each.at)
    given = material(*said, now=NOW + week * WEEK)

    nudge = weekly(given)

    known = {each.skill_id for each in said}
    assert nudge.next is not None
    assert nudge.next.skill_id not in known
    assert nudge.next.reason
    assert nudge.next.skill in nudge.next.passage
    if nudge.question:
        assert nudge.question.skill_id in known
        assert nudge.question.passage in nudge.why[1]


def some_question() -> Question:
    return Question("holds", "s", "x", "Where does it stand?", ("Here", "There"), 0, "passage")

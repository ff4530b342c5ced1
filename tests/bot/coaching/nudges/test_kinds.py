"""The content of reminders and channel prompts."""

import pytest

from bot.coaching.learning.entries import Entry, EntryKind
from bot.coaching.nudges.kinds import compose
from bot.coaching.nudges.model import Nudge, NudgeKind, Sent
from ingest.outline import outline
from knowledge.model import Catalogue
from tests.bot.nudge_material import (
    DAY,
    FIRST,
    NOW,
    POOL,
    REAL,
    WEEK,
    entry,
    line,
    material,
    weekly,
)
from tests.bot.skill_maps import make_catalogue
from tests.conftest import ROOT


class TestReminder:
    def reminded(self, *log: Entry, about: str | None = None) -> Nudge | None:
        planned = line(weekly(material()), NOW - DAY)
        key = planned.key if about is None else about
        return compose(
            NudgeKind.REMINDER, material(*log, sent=[planned], kind=NudgeKind.REMINDER, about=key)
        )

    def test_it_brings_the_skill_that_was_planned_and_no_question(self) -> None:
        nudge = self.reminded()

        assert nudge is not None
        assert nudge.next is not None
        assert nudge.next.skill == FIRST
        assert (nudge.question, nudge.slots) == (None, ())
        assert FIRST in nudge.why[0]

    @pytest.mark.parametrize("kind", [EntryKind.LEARNED, EntryKind.NOT_FOR_ME])
    def test_a_logged_or_declined_skill_needs_no_reminder(self, kind: EntryKind) -> None:
        assert self.reminded(entry(FIRST, 0.5, kind)) is None

    def test_a_skill_that_left_the_documents_is_not_named_but_the_plan_is_kept(self) -> None:
        planned = line(weekly(material()), NOW - DAY)
        other = make_catalogue({"Soil": "abc"})
        given = material(
            sent=[planned], kind=NudgeKind.REMINDER, about=planned.key, catalogue=other
        )
        nudge = compose(NudgeKind.REMINDER, given)

        assert nudge is not None
        assert nudge.next is None
        assert FIRST not in nudge.why[0]

    def test_a_plan_whose_nudge_is_gone_is_not_reminded_of(self) -> None:
        assert self.reminded(about="gone") is None


class TestPrompt:
    FRONT_END = ROOT / "tests" / "eval" / "front-end-skills.md"
    BOTH = Catalogue((*REAL.outlines, outline(FRONT_END.read_text("utf-8"), FRONT_END.name)))

    def prompts(self, weeks: int, catalogue: Catalogue) -> list[Nudge | None]:
        """Return the prompts a channel gets in a number of weeks."""
        sent: list[Sent] = []
        found: list[Nudge | None] = []
        for week in range(weeks):
            now = NOW + week * WEEK
            given = material(sent=sent, now=now, kind=NudgeKind.PROMPT, catalogue=catalogue)
            found.append(compose(NudgeKind.PROMPT, given))
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
        few = make_catalogue({f"S{n}": letter for n, letter in enumerate("abcde")})
        ids = [nudge.section_id if nudge else "" for nudge in self.prompts(16, few)]

        assert ids[:8] == ["S0", "S1", "S2", "S3", "S4", "", "", ""]
        assert ids[8:] == ids[:8]

    def test_it_asks_openly_with_the_lines_of_its_section(self) -> None:
        asked = set()
        for nudge in filter(None, self.prompts(14, self.BOTH)):
            lines = self.BOTH.skills_of(nudge.section_id)
            quoted = [s.text for s in lines if f"“{s.text}”" in nudge.discuss]
            assert nudge.discuss.endswith("?")
            assert quoted or "of these" in nudge.discuss
            assert nudge.skills == tuple(skill.id for skill in lines)
            asked.add(nudge.discuss)

        assert len(asked) > 9

    def test_a_section_of_one_line_is_not_asked_to_choose_among_lines(self) -> None:
        lonely = make_catalogue({f"S{n}": letter for n, letter in enumerate("abcdefgh")})
        for nudge in filter(None, self.prompts(8, lonely)):
            assert "of these" not in nudge.discuss
            assert "Of “" not in nudge.discuss

    def test_it_shows_nothing_about_the_person_who_set_it(self) -> None:
        given = material(kind=NudgeKind.PROMPT)
        private = material(entry(POOL, 90), goal="calm nights", kind=NudgeKind.PROMPT)

        assert compose(NudgeKind.PROMPT, private) == compose(NudgeKind.PROMPT, given)

    def test_an_empty_library_gives_no_prompt(self) -> None:
        assert self.prompts(1, Catalogue()) == [None]
        assert compose(NudgeKind.WEEKLY, material(catalogue=Catalogue())) is None

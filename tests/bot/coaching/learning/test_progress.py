"""A learner's progress, over made-up documents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coaching.learning.entries import Entry, EntryKind, Level, own_id
from bot.coaching.learning.learner_state import fold_log
from bot.coaching.learning.progress import compute_progress, find_sections
from bot.slack.learning.progress_chart import LONGEST_ALT, alt_text, draw_chart
from bot.slack.learning.views_bars import CELLS, bar, paged
from knowledge.model import Catalogue
from tests.bot.samples import HOSTILE, catalogue_of, outline_of

CATALOGUE = catalogue_of(
    outline_of("Kitchen", ["Baking", "Brewing", "Baking bread"], ["One", "Two", "Three", "Four"])
)
BAKING, BREWING, BREAD = CATALOGUE.sections.values()


def entry(skill_id: str, kind: EntryKind = EntryKind.LEARNED, level: Level | None = None) -> Entry:
    """Return an entry about a skill, with a new id each time."""
    entry_id = f"{skill_id}:{kind}:{level}"
    return Entry(entry_id, "T1", "U1", 1.0, kind, skill_id=skill_id, skill=skill_id, level=level)


def skills_of(number: int, catalogue: Catalogue = CATALOGUE) -> list[str]:
    """Return the ids of the skills in the n-th section."""
    section = list(catalogue.sections.values())[number]
    return [skill.id for skill in catalogue.skills_of(section.id)]


def test_sections_under_way_come_first_then_finished_then_the_rest() -> None:
    entries = [*map(entry, skills_of(2)), entry(skills_of(1)[0], EntryKind.STARTED)]
    come = compute_progress(fold_log(entries, CATALOGUE), CATALOGUE)
    assert [one.section for one in come.sections] == [BREWING, BREAD, BAKING]
    assert [one.share for one in come.sections] == [0, 1, 0]
    assert (come.known, come.total) == (4, 12)
    assert [skill.id for skill in come.started] == [skills_of(1)[0]]


def test_levels_own_skills_and_those_that_left_are_counted_apart() -> None:
    one, two, *_ = skills_of(0)
    entries = [entry(one, level=Level.AWARE), entry(two, level=Level.CAN_TEACH)]
    entries += [entry("left"), entry(own_id("Sourdough"), level=Level.AWARE)]
    come = compute_progress(fold_log(entries, CATALOGUE), CATALOGUE)
    assert list(come.levels.items()) == [(Level.CAN_TEACH, 1), (Level.AWARE, 2), (None, 1)]
    assert [known.id for known in come.own] == [own_id("Sourdough")]
    assert [known.id for known in come.gone] == ["left"]
    assert come.known == 2


def test_what_is_logged_is_no_longer_in_progress() -> None:
    one = skills_of(0)[0]
    come = compute_progress(
        fold_log([entry(one), entry(one, EntryKind.STARTED)], CATALOGUE), CATALOGUE
    )
    assert not come.started


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("baking", [BAKING]),
        ("  BAKING ", [BAKING]),
        ("bak", [BAKING, BREAD]),
        ("bread", [BREAD]),
        ("brewng", [BREWING]),
        ("knitting", []),
        ("", []),
    ],
)
def test_sections_are_named_by_title_beginning_part_or_nearly(
    words: str, meant: list[object]
) -> None:
    assert list(find_sections(words, list(CATALOGUE.sections.values()))) == meant


@given(st.text(max_size=400))
def test_any_words_name_sections_or_none(words: str) -> None:
    found = find_sections(words, list(CATALOGUE.sections.values()))
    assert set(found) <= set(CATALOGUE.sections.values())


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_bar_is_empty_only_at_nothing_and_full_only_at_all(done: int, total: int) -> None:
    done = min(done, total)
    drawn = bar(done, total)
    assert len(drawn) == CELLS
    assert ("■" not in drawn) == (done == 0)
    assert ("□" not in drawn) == (done == total)


@given(st.integers(0, 300), st.integers(-5, 400))
def test_every_page_asked_for_exists(count: int, page: int) -> None:
    shown, pages = paged(count, page, 12)
    assert 0 <= shown < pages
    assert (pages - 1) * 12 <= max(count, 1) <= pages * 12 or count == 0


def test_the_chart_is_a_png_whatever_a_section_is_called() -> None:
    catalogue = catalogue_of(
        outline_of("Any", [*HOSTILE, "$x^2 \\frac{", "日本語"], ["One", "Two"])
    )
    entries = [entry(skills_of(n, catalogue)[0], level=Level(n % 4 + 1)) for n in range(12)]
    come = compute_progress(fold_log(entries, catalogue), catalogue)
    drawn = draw_chart(come)
    assert drawn.startswith(b"\x89PNG\r\n")
    assert len(drawn) > 5_000


def test_the_alt_text_says_the_figures_and_counts_what_does_not_fit() -> None:
    few = compute_progress(fold_log([entry(skills_of(0)[0])], CATALOGUE), CATALOGUE)
    assert alt_text(few) == "1 of 12 skills logged, self-reported. Baking: 1 of 4."
    titles = [f"A section with quite a long title, number {n}" for n in range(60)]
    many = catalogue_of(outline_of("Many", titles, ["One"]))
    entries = [entry(skill_id) for skill_id in many.skills]
    text = alt_text(compute_progress(fold_log(entries, many), many))
    assert len(text) <= LONGEST_ALT
    assert text.endswith("more sections.")

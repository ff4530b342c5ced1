"""Recall questions over all documents: one right option, in the line, at an even position."""

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.coaching.recall import line_gap, term, which_examples
from bot.coaching.recall.distractors import LONGEST_OPTION, QuestionSource
from bot.coaching.recall.question import RecallQuestion
from bot.coaching.recall.questions import QUESTIONS, make
from bot.coaching.recall.stems import roots
from ingest.outline import outline
from knowledge.lexicon.lexicon import Lexicon
from knowledge.model import Catalogue, Skill
from tests.bot.samples import HOSTILE, outline_of
from tests.conftest import ROOT, SKILLS

PATHS = [SKILLS, *sorted((ROOT / "tests" / "eval").glob("*-skills.md"))]


@cache
def read(path: Path) -> Catalogue:
    return Catalogue((outline(path.read_text("utf-8"), path.name),))


@cache
def asked(path: Path, seed: str = "one") -> tuple[RecallQuestion | None, ...]:
    catalogue = read(path)
    return tuple(make(s, catalogue, seed, Lexicon.load()) for s in catalogue.skills.values())


def named(catalogue: Catalogue, text: str) -> Skill:
    return next(skill for skill in catalogue.skills.values() if skill.text == text)


def is_in(option: str, text: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(option)}(?!\w)", text, re.IGNORECASE))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_many_lines_give_a_question(path: Path) -> None:
    found = asked(path)

    assert sum(question is not None for question in found) >= 0.4 * len(found)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_line_contains_the_answer_and_no_other_option(path: Path) -> None:
    catalogue = read(path)
    for question in filter(None, asked(path)):
        skill = catalogue.skills[question.skill_id]
        section = catalogue.sections[question.section_id]
        right = question.options[question.right]
        own = {s.text for s in catalogue.skills_of(section.id)}
        wrong = [each for each in question.options if each != right]

        assert question.passage == skill.text
        whole = f"{skill.text}\n{section.title}"
        assert is_in(right, whole)
        assert not [each for each in wrong if is_in(each, whole) or each in own]
        if question.kind in ("complete", "examples"):
            assert not [each for each in wrong if roots(each) & roots(right)]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_three_or_four_options_that_differ_and_none_given_away(path: Path) -> None:
    for question in filter(None, asked(path)):
        right = question.options[question.right]

        assert 3 <= len(question.options) <= 4
        assert len({each.casefold() for each in question.options}) == len(question.options)
        assert max(map(len, question.options)) <= LONGEST_OPTION
        assert right.casefold() not in question.text.casefold()


def test_the_right_option_is_evenly_spread() -> None:
    found = [q for path in PATHS for q in asked(path)] + list(asked(SKILLS, "two"))
    places = Counter(q.right for q in found if q and len(q.options) == 4)

    assert set(places) == {0, 1, 2, 3}
    assert min(places.values()) > 0.7 * sum(places.values()) / 4


def test_each_way_is_used() -> None:
    kinds = {q.kind for path in PATHS for q in asked(path) if q}

    assert kinds == {"complete", "term", "examples"}


def test_the_same_seed_asks_the_same_and_another_asks_otherwise() -> None:
    assert asked(SKILLS, "one") == tuple(
        make(s, read(SKILLS), "one", Lexicon.load()) for s in read(SKILLS).skills.values()
    )
    assert asked(SKILLS, "one") != asked(SKILLS, "two")


def test_a_line_is_completed_with_endings_of_its_shape() -> None:
    catalogue = read(SKILLS)
    source = QuestionSource(
        named(catalogue, "Rate limiting and throttling mechanisms"), catalogue, "x"
    )

    question = line_gap.make(source)

    assert question is not None
    assert question.text == "Complete this line from “API Development”: “Rate limiting and ___”"
    assert question.options[question.right] == "throttling mechanisms"
    endings = {s.text.rpartition(" and ")[2] for s in catalogue.skills.values()}
    assert set(question.options) <= endings


@pytest.mark.parametrize(
    "line",
    [
        "Full and incremental loads",  # the first word needs the missing ones
        "Application logging and structured logging",  # one part gives the other away
        "RESTful API design",
        "Judging generated text, by people and by other models",
    ],
)
def test_a_line_whose_parts_cannot_stand_alone_has_no_gap(line: str) -> None:
    catalogue = with_line(line)

    assert line_gap.make(QuestionSource(named(catalogue, line), catalogue, "x")) is None


def test_lists_are_distinguished_from_abbreviations_and_repetitions() -> None:
    for line, asks in (
        ("Zip formats (Gzip, Brotli, etc.)", True),
        ("Delivery of zips (CDNs)", False),
        ("Zip files (zip, gzip)", False),
        ("Keeping it small: shrinking code", False),
    ):
        catalogue = with_line(line)
        question = which_examples.make(QuestionSource(named(catalogue, line), catalogue, "x"))
        assert (question is not None) is asks, line
        assert not question or "Gzip, Brotli" in question.options


def test_a_term_is_asked_only_if_its_own_name_is_there_and_meant() -> None:
    catalogue, lexicon = read(PATHS[-1]), Lexicon.load()
    swift = named(catalogue, "Swift optionals, protocols, and value types")
    breaker = named(read(SKILLS), "Health checks and circuit breakers")

    # A network's protocols are not those of Swift.
    assert term.make(QuestionSource(swift, catalogue, "x", lexicon)) is None
    question = term.make(QuestionSource(breaker, read(SKILLS), "x", lexicon))
    assert question is not None
    assert question.options[question.right].casefold() == "circuit breakers"
    assert term.make(QuestionSource(breaker, read(SKILLS), "x")) is None


def test_no_option_comes_from_sections_that_mean_the_same() -> None:
    catalogue = read(SKILLS)
    skill = named(catalogue, "Middleware and plugin ecosystems")
    open_to = {s.id for s in catalogue.sections.values()}
    wide = QuestionSource(skill, catalogue, "x")
    near = frozenset(s.section_id for s in wide.far[:1])
    narrow = QuestionSource(skill, catalogue, "x", near=near)

    assert near < open_to
    assert near.isdisjoint(s.section_id for s in narrow.far)
    assert make(skill, catalogue, "x", near=frozenset(open_to)) is None


def test_too_small_a_document_gives_no_question() -> None:
    small = Catalogue((outline_of(skills=("REST and verbs", "Caches and keys")),))

    assert [make(skill, small, "x", Lexicon.load()) for skill in small.skills.values()] == [
        None
    ] * 2


@pytest.mark.parametrize("way", QUESTIONS, ids=lambda way: str(way.__module__))
@given(texts=st.lists(st.sampled_from(HOSTILE) | st.text(max_size=60), min_size=1, max_size=6))
@example(texts=["-", "", "0", "1"])
@settings(max_examples=25, deadline=None)
def test_hostile_lines_break_nothing(way: object, texts: list[str]) -> None:
    document = outline_of(sections=("One", "Two", "Three"), skills=texts)
    catalogue = Catalogue((document,))
    for skill in document.skills:
        question = way(QuestionSource(skill, catalogue, "x", Lexicon.load()))  # type: ignore[operator]
        if question:
            assert 3 <= len(question.options) <= 4
            assert 0 <= question.right < len(question.options)


def with_line(line: str) -> Catalogue:
    """Return the packaged document with one more line, in a section of its own."""
    document = read(SKILLS).outlines[0]
    section = replace(document.sections[0], id="new", title="New", path=("Backend", "Other", "New"))
    skill = Skill("new", "new", line, len(document.skills))
    sections, skills = (*document.sections, section), (*document.skills, skill)
    return Catalogue((replace(document, sections=sections, skills=skills),))

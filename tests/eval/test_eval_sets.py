"""The sets are sound: labels exist in their documents, splits are fair, nothing stands twice."""

import re
from collections import Counter
from itertools import product

import pytest

from tests.eval.sets import (
    DOCUMENTS,
    WHOLE,
    expected_splits,
    overlap,
    phrases,
    questions,
    splits,
    trigrams,
)

QUESTION_KINDS = {
    "direct", "paraphrase", "tool", "abbreviation", "typo", "several", "language", "situation",
    "short", "off-far", "off-near", "chat",
}  # fmt: skip
REFUSALS = {"off-far", "off-near", "chat"}
PHRASE_KINDS = {"noun", "sentence", "tool", "typo", "several", "language", "nothing"}
FEWEST_QUESTIONS = {
    "backend": 220,
    "data-engineering": 120,
    "front-end": 40,
    "mobile": 220,
    "machine-learning": 250,
}
FEWEST_PHRASES = {"backend": 160, "data-engineering": 80, "mobile": 140, "machine-learning": 150}
NEAR_DUPLICATE = 0.55

with_questions = pytest.mark.parametrize("name", FEWEST_QUESTIONS)
with_phrases = pytest.mark.parametrize("name", FEWEST_PHRASES)


def headings(name: str) -> list[str]:
    """The headings directly above content: of the deepest level that the document has."""
    text = DOCUMENTS[name].read_text("utf-8")
    found = (re.findall(rf"^{marks} (.+?)\s*$", text, re.MULTILINE) for marks in ("###", "##"))
    return next(titles for titles in found if titles)


def bullets(name: str) -> list[str]:
    return re.findall(r"^[-*] (.+?)\s*$", DOCUMENTS[name].read_text("utf-8"), re.MULTILINE)


def near_duplicates(dev: list[str], test: list[str]) -> list[tuple[str, str]]:
    grams = {text: trigrams(text) for text in (*dev, *test)}
    return [(a, b) for a, b in product(dev, test) if overlap(grams[a], grams[b]) >= NEAR_DUPLICATE]


def splits_of(name: str) -> tuple[str, ...]:
    return (WHOLE[name],) if name in WHOLE else ("dev", "test")


def rows_of(name: str, split: str) -> list[str]:
    asked = [q.question for q in questions(name, split)]
    return asked + ([p.phrase for p in phrases(name, split)] if name in FEWEST_PHRASES else [])


def assert_every_kind_is_halved(pairs: list[tuple[str, str]]) -> None:
    """``pairs`` are (kind, split): every kind stands in both splits, at most one apart."""
    counts = Counter(pairs)
    for kind in {kind for kind, _ in pairs}:
        assert counts[kind, "dev"] > 0, kind
        assert counts[kind, "test"] > 0, kind
        assert abs(counts[kind, "dev"] - counts[kind, "test"]) <= 1, kind


@with_questions
def test_every_section_stands_exactly_once_in_its_document(name: str) -> None:
    titles = Counter(headings(name))
    labels = {title for q in questions(name) for title in q.sections}
    assert {title: titles[title] for title in labels} == dict.fromkeys(labels, 1)


@with_phrases
def test_every_skill_stands_exactly_once_in_its_document(name: str) -> None:
    texts = Counter(bullets(name))
    labels = {skill for p in phrases(name) for skill in p.skills}
    assert {skill: texts[skill] for skill in labels} == dict.fromkeys(labels, 1)


@with_phrases
def test_every_skill_of_the_document_is_asked_for(name: str) -> None:
    assert set(bullets(name)) == {skill for p in phrases(name) for skill in p.skills}


@with_questions
def test_every_section_is_asked_for_in_every_split(name: str) -> None:
    asked = {(title, q.split) for q in questions(name) for title in q.sections}
    assert asked == set(product(headings(name), splits_of(name)))


@with_questions
def test_questions_are_many_unique_and_numbered(name: str) -> None:
    found = questions(name)
    assert len(found) >= FEWEST_QUESTIONS[name]
    assert [q.id for q in found] == list(range(1, len(found) + 1))
    assert len({q.question.casefold() for q in found}) == len(found)


@with_phrases
def test_phrases_are_many_unique_and_mostly_not_single_words(name: str) -> None:
    found = phrases(name)
    assert len(found) >= FEWEST_PHRASES[name]
    assert len({p.phrase.casefold() for p in found}) == len(found)
    assert sum(p.kind == "sentence" for p in found) >= 0.4 * len(found)


@with_questions
def test_refusals_are_the_off_topic_kinds_and_about_three_in_ten(name: str) -> None:
    found = questions(name)
    assert all((q.kind in REFUSALS) == (not q.sections) for q in found)
    assert 0.27 <= sum(not q.sections for q in found) / len(found) <= 0.33


@with_phrases
def test_only_nothing_has_no_skill_and_only_several_needs_all(name: str) -> None:
    for p in phrases(name):
        assert (p.kind == "nothing") == (not p.skills), p
        assert (p.kind == "several") == p.all_of == (p.all_of and len(p.skills) > 1), p


@with_questions
def test_questions_are_split_by_the_rule(name: str) -> None:
    found = questions(name)
    items = [(q.kind, q.question) for q in found]
    assert expected_splits(name, items) == tuple(q.split for q in found)
    assert {kind for kind, _ in items} == QUESTION_KINDS
    if name not in WHOLE:
        assert_every_kind_is_halved([(q.kind, q.split) for q in found])


@with_phrases
def test_phrases_are_split_by_the_rule(name: str) -> None:
    found = phrases(name)
    items = [(p.kind, p.phrase) for p in found]
    assert expected_splits(name, items) == tuple(p.split for p in found)
    assert {kind for kind, _ in items} == PHRASE_KINDS
    if name not in WHOLE:
        assert_every_kind_is_halved([(p.kind, p.split) for p in found])


@with_questions
def test_no_question_has_a_near_twin_in_the_other_split(name: str) -> None:
    dev, test = questions(name, "dev"), questions(name, "test")
    assert near_duplicates([q.question for q in dev], [q.question for q in test]) == []


@with_phrases
def test_no_phrase_has_a_near_twin_in_the_other_split(name: str) -> None:
    dev, test = phrases(name, "dev"), phrases(name, "test")
    assert near_duplicates([p.phrase for p in dev], [p.phrase for p in test]) == []


def test_a_set_kept_for_reporting_has_no_near_twin_in_any_other_sets_dev_rows() -> None:
    dev = [text for name in DOCUMENTS for text in rows_of(name, "dev")]
    held = [name for name, split in WHOLE.items() if split == "test"]
    test = [text for name in held for text in rows_of(name, "test")]
    assert test
    assert near_duplicates(dev, test) == []


def test_appending_to_a_kind_moves_nothing() -> None:
    items = [("a", f"text {n}") for n in range(9)]
    assert splits([*items, ("a", "new"), ("b", "other")])[:9] == splits(items)


def test_near_duplicates_sees_case_marks_and_a_slip() -> None:
    assert near_duplicates(["Reverse ETL?"], ["revers etl"]) == [("Reverse ETL?", "revers etl")]
    assert near_duplicates(["connection pooling"], ["object storage"]) == []

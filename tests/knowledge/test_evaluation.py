"""The evaluation's arithmetic, on hand-made outcomes."""

import json
import math
from dataclasses import dataclass

import pytest

from knowledge.evaluation import Proportion, as_json, evaluate, evaluate_phrases, render, roc_area
from knowledge.model import Answer, Candidate, Document, Match, Section, SectionHit, Skill

DOCUMENT = Document("d", "Doc", "d.md")


@dataclass(frozen=True)
class Asked:
    question: str
    sections: tuple[str, ...]
    kind: str


@dataclass(frozen=True)
class Said:
    phrase: str
    skills: tuple[str, ...]
    all_of: bool
    kind: str


def answer(question: str, titles: str, confidence: float, refused: bool) -> Answer:
    hits = tuple(
        SectionHit(Section(t, "d", t, (t,), 3, n), DOCUMENT, -n, ())
        for n, t in enumerate(titles.split())
    )
    return Answer(question, refused, "", (), "", (), hits, confidence)


def test_questions_are_counted_by_kind() -> None:
    given = {
        "q1": answer("q1", "A B C D", 0.9, False),
        "q2": answer("q2", "A B C D", 0.8, True),
        "q3": answer("q3", "A B C D", 0.7, False),
        "off1": answer("off1", "A B C D", 0.1, True),
        "off2": answer("off2", "A B C D", 0.75, False),
    }
    rows = [
        Asked("q1", ("A",), "easy"),
        Asked("q2", ("C", "Z"), "easy"),
        Asked("q3", ("D",), "hard"),
        Asked("off1", (), "off"),
        Asked("off2", (), "off"),
    ]

    report = evaluate(rows, lambda question: given[question])

    assert report.all.first == Proportion(1, 3)
    assert report.all.third == Proportion(2, 3)
    assert report.all.reciprocal_rank == pytest.approx((1 + 1 / 3 + 1 / 4) / 3)
    assert report.kinds["easy"].decided == Proportion(1, 2)
    assert report.answered == Proportion(2, 3)
    assert report.refused == Proportion(1, 2)
    assert report.balanced_accuracy == pytest.approx((2 / 3 + 1 / 2) / 2)
    assert report.roc_area == pytest.approx(5 / 6)


def match(names: str, logged: str) -> Match:
    section = Section("s", "d", "S", ("S",), 3, 0)
    skills = {name: Skill(name, "s", name, n) for n, name in enumerate("abcd")}
    candidates = tuple(Candidate(skills[name], section, 0.6) for name in names)
    return Match("", bool(logged), tuple(skills[name] for name in logged), candidates)


@pytest.mark.parametrize(
    ("skills", "all_of", "names", "logged", "first", "third"),
    [
        ("a", False, "abc", "a", 1, 1),
        ("ab", False, "bca", "b", 1, 1),
        ("a", False, "bac", "b", 0, 1),
        ("a", False, "abc", "", 1, 1),
        ("a", False, "abc", "ab", 0, 1),
        ("ab", True, "abc", "ab", 1, 1),
        ("ab", True, "abc", "a", 0, 1),
        ("d", False, "abc", "a", 0, 0),
    ],
)
def test_phrases_count_what_would_be_logged(
    skills: str, all_of: bool, names: str, logged: str, first: int, third: int
) -> None:
    row = Said("p", tuple(skills), all_of, "noun")

    report = evaluate_phrases([row], lambda _: match(names, logged))

    assert (report.all.first.hits, report.all.third.hits) == (first, third)


def test_nothing_to_log_is_right_when_nothing_is_logged() -> None:
    report = evaluate_phrases([Said("p", (), False, "nothing")], lambda _: match("abc", ""))

    assert report.kinds["nothing"].decided == Proportion(1, 1)
    assert report.kinds["nothing"].first == Proportion(0, 0)


def test_wilsons_interval() -> None:
    assert Proportion(9, 10).interval == pytest.approx((0.5958, 0.9821), abs=1e-4)
    assert Proportion(0, 5).interval[0] == 0
    assert Proportion(5, 5).interval[1] == 1
    assert all(map(math.isnan, Proportion(0, 0).interval))


def test_the_area_counts_ties_half() -> None:
    assert roc_area([0.5, 0.9], [0.5, 0.1]) == pytest.approx(3.5 / 4)
    assert math.isnan(roc_area([], [0.1]))


def test_a_report_reads_as_table_and_as_json() -> None:
    report = evaluate(
        [Asked("q", ("A",), "easy"), Asked("x", (), "off")],
        lambda question: answer(question, "A B", 0.9, False),
    )

    assert "easy" in render(report)
    assert "balanced accuracy 0.500" in render(report)
    plain = json.loads(json.dumps(as_json(report)))
    assert plain["all"]["hit@1"]["value"] == 1.0
    assert plain["kinds"]["off"]["hit@1"]["value"] is None

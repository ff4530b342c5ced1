"""Example questions are made from the documents' sections."""

from bot.slack.api.example_buttons import examples
from knowledge.model import Catalogue
from tests.bot.samples import catalogue_of, outline_of


def test_examples_spread_over_the_documents() -> None:
    names = [f"Section {n}" for n in range(8)]
    asked = examples(catalogue_of(outline_of("One", names[:4]), outline_of("Two", names[4:])))
    found = [next(n for n in names if n in question) for question in asked]
    assert found == ["Section 0", "Section 2", "Section 4", "Section 6"]
    assert len({question.replace(n, "") for question, n in zip(asked, found, strict=True)}) == 4


def test_fewer_sections_give_fewer_examples() -> None:
    assert examples(Catalogue()) == ()
    assert len(examples(catalogue_of(outline_of("One", ["APIs", "Caching"])))) == 2
    assert len(examples(catalogue_of(outline_of("One", ["APIs", "Caching"])), most=1)) == 1


def test_no_examples_for_sections_with_long_titles_or_without_skills() -> None:
    long, empty = outline_of("Long", ["x" * 60]), outline_of("Empty", ["Prose"], [])
    assert examples(catalogue_of(long, empty)) == ()

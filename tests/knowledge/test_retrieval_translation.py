"""Foreign text is translated word by word; English text and names stay unchanged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.lexicon.lexicon import Lexicon
from knowledge.paraphrases import paraphrases
from knowledge.retrieval.translation import LANGUAGES, fold, tables, to_english

LEXICON = Lexicon.load()


def is_name(word: str) -> bool:
    return LEXICON.lookup(word) is not None


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Wie teste ich neue Geräte?", "how test I new device?"),
        (
            "Wie schreibe ich das in der Standortberechtigung",
            "how write I the in the location rights",
        ),
        ("comment restaurer les achats", "how restore the purchase"),
        ("¿dónde guardo los archivos?", "¿where save the file?"),
        ("onde guardar os arquivos", "where save the file"),
        ("come scrivere una prova", "how write a test"),
        ("hoe bewaar ik de gegevens", "how save I the data"),
        ("geraete loeschen", "device delete"),
        ("Gerate loschen", "device delete"),
    ],
)
def test_known_words_are_translated(text: str, english: str) -> None:
    assert to_english(text, lambda word: False) == english


@pytest.mark.parametrize(
    "text",
    [
        "", "how do I die cast a file?", "AI", "DI", "l10n", "an API for me", "3d printing a case",
        "what is the point of a war room", "vite", "🙂", "schemas", "batched requests",
    ],
)  # fmt: skip
def test_english_and_names_stay(text: str) -> None:
    assert to_english(text, is_name) == text


def test_a_name_stays_in_a_foreign_text() -> None:
    assert to_english("wie baue ich eine Webseite mit Vue", is_name).endswith("website with Vue")


def test_everyday_sayings_are_recognized_as_english() -> None:
    """At most one in a thousand may be mistaken for another language."""
    sayings = paraphrases.load().sayings[::5]
    taken = [each for each in sayings if to_english(each, is_name) != each]
    assert len(taken) <= len(sayings) / 1000


def test_the_table_has_every_language_and_folded_keys() -> None:
    assert set(tables()) == set(LANGUAGES)
    assert all(len(table) > 200 for table in tables().values())
    assert all(word == fold(word) for table in tables().values() for word in table)


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    assert isinstance(to_english(text, lambda word: False), str)

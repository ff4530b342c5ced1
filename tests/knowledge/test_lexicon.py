"""The contents of the lexicon's files."""

import re
from collections import Counter
from typing import Any

import pytest

from knowledge.lexicon import build
from knowledge.lexicon.lexicon import Lexicon
from knowledge.lexicon.phrases import LONGEST, phrase_key, words

FIELDS = {
    "backend",
    "infrastructure",
    "data",
    "security",
    "testing",
    "observability",
    "frontend",
    "mobile",
    "machine-learning",
    "design",
    "game",
    "embedded",
    "office",
    "general",
}
KEYS = {"term", "aliases", "cues", "cased", "peers", "kind", "field", "meaning", "related"}
LANGUAGES = {"de", "fr", "es", "pt", "it", "nl"}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


@pytest.fixture(scope="module")
def entries() -> list[dict[str, Any]]:
    sources = build.read_sources()
    del sources["translations.yaml"]
    return [entry for file in sources.values() for entry in file]


def test_the_shipped_json_is_made_from_the_yaml() -> None:
    assert build.TARGET.read_text("utf-8") == build.render(), (
        "run: python -m knowledge.lexicon.build"
    )


def test_entries_have_exactly_the_known_keys(entries: list[dict[str, Any]]) -> None:
    optional = {"cues", "cased", "peers"}
    wrong = [e.get("term") for e in entries if not KEYS - optional <= set(e) <= KEYS]
    assert wrong == []


def test_entries_are_many_and_their_meanings_differ(entries: list[dict[str, Any]]) -> None:
    assert len(entries) >= 1400
    meanings = Counter(entry["meaning"] for entry in entries)
    assert [m for m, count in meanings.items() if count > 1] == []


def test_peers_become_terms_of_their_own() -> None:
    shared = {"kind": "tool", "meaning": "A tool.", "related": ["a", "b"], "field": "general"}
    entry = {"term": "One", "aliases": [], "cased": ["Two"], "peers": [["Two", "2"]], **shared}
    one, two = build.expand(entry)
    assert (one["term"], one["cased"]) == ("One", [])
    assert (two["term"], two["aliases"], two["cased"]) == ("Two", ["2"], ["Two"])
    assert all(term[key] == shared[key] for term in (one, two) for key in shared)


def test_there_are_enough_terms_of_every_field(lexicon: Lexicon) -> None:
    fields = Counter(term.field for term in lexicon.terms)
    assert set(fields) == FIELDS
    assert len(lexicon.terms) >= 2000
    beyond = ("frontend", "mobile", "machine-learning", "design", "game", "embedded", "office")
    assert sum(fields[name] for name in beyond) >= 200
    assert min(fields.values()) >= 10


def test_no_two_phrases_share_a_key(lexicon: Lexicon) -> None:
    keys = Counter(phrase_key(name) for name in lexicon.names())
    assert [key for key, count in keys.items() if count > 1 or not key] == []


def test_every_phrase_is_short_enough_to_be_found(lexicon: Lexicon) -> None:
    assert [name for name in lexicon.names() if len(words(name)) > LONGEST] == []


def test_meanings_are_one_short_sentence(lexicon: Lexicon) -> None:
    meanings = [term.meaning for term in lexicon.terms]
    assert [m for m in meanings if not 15 <= len(m) <= 140] == []
    assert [m for m in meanings if not m.endswith(".") or "\n" in m or not m[0].isupper()] == []


def test_a_meaning_does_not_open_with_its_own_name(lexicon: Lexicon) -> None:
    wrong = [t.name for t in lexicon.terms if re.match(rf"{re.escape(t.name)} is\b", t.meaning)]
    assert wrong == []


def test_kinds_and_related_phrases_are_valid(lexicon: Lexicon) -> None:
    assert [t.name for t in lexicon.terms if not 3 <= len(t.kind) <= 40] == []
    assert [t.name for t in lexicon.terms if not 2 <= len(set(t.related)) <= 6] == []
    assert [t.name for t in lexicon.terms if any(len(r) > 60 for r in t.related)] == []


def test_cased_phrases_belong_to_their_term(lexicon: Lexicon) -> None:
    assert [t.name for t in lexicon.terms if not set(t.cased) <= {*t.names, *t.cues}] == []


def test_every_name_leads_to_its_term(lexicon: Lexicon) -> None:
    lost = [n for term in lexicon.terms for n in term.names if lexicon.lookup(n) is not term]
    assert lost == []


def test_translations_are_complete_and_agree(lexicon: Lexicon) -> None:
    meanings: dict[str, set[str]] = {}
    for entry in lexicon.translations:
        meanings.setdefault(phrase_key(entry.word), set()).add(entry.english)
    assert len(meanings) >= 350
    assert {entry.lang for entry in lexicon.translations} == LANGUAGES
    assert [word for word, english in meanings.items() if len(english) > 1] == []
    assert [t.word for t in lexicon.translations if len(words(t.word)) > LONGEST] == []


def test_no_translation_is_a_name_of_a_term(lexicon: Lexicon) -> None:
    names = {phrase_key(name) for term in lexicon.terms for name in term.names}
    assert [t.word for t in lexicon.translations if phrase_key(t.word) in names] == []

"""Lookups of terms, and terms in running text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.lexicon.lexicon import Lexicon, Term, TermMatch, Translation
from knowledge.lexicon.phrases import PhraseIndex


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


def found(lexicon: Lexicon, text: str) -> dict[str, str]:
    """Return the words found in a text, with their terms."""
    return {text[m.start : m.end]: m.term.name for m in lexicon.find(text)}


def term(name: str, aliases: tuple[str, ...] = (), cues: tuple[str, ...] = ()) -> Term:
    return Term(name, aliases, "thing", "Some meaning.", ("a", "b"), "general", cues=cues)


# Looking up


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("Linkerd", "Linkerd"),
        ("linkerd", "Linkerd"),
        ("K8s", "Kubernetes"),
        ("hpa", "Horizontal Pod Autoscaler"),
        ("DLQ", "dead letter queue"),
        ("Dead-letter queues", "dead letter queue"),
        ("IaC", "infrastructure as code"),
        ("nodejs", "Node.js"),
        ("node js", "Node.js"),
        ("Post gre SQL", "PostgreSQL"),
        ("c++", "C++"),
        ("C#", "C#"),
        ("c", "C"),
        (".NET", ".NET"),
        ("go", "Go"),
        ("rest", "REST"),
        ("N+1", "N+1 query problem"),
        ("policies", None),
        ("", None),
        ("?!", None),
        ("charged twice", None),  # a cue points to a term but isn't a name of it
    ],
)
def test_lookup(lexicon: Lexicon, phrase: str, name: str | None) -> None:
    term = lexicon.lookup(phrase)
    assert (term.name if term else None) == name


# Finding in running text


@pytest.mark.parametrize(
    "text",
    [
        "Go on, we go to the shop; ready to go?",
        "Make sure to make the rest of us relax. Rest assured.",
        "Spring is here. Next spring, the chef eats less salt from a flask.",
        "I want to express my thanks with a clean sketch, a word and a bottle.",
        "Kind people excel at it, from scratch, with a swift reply and a sharp knife.",
        "Temporal changes unleash power and materialize dreams. Linear growth, a notion of unity.",
        "It is plausible and prettier to devise, renovate and restate; they behave.",
        "The red is on and the asked as an actor has his bus.",
        "GO TO THE REST ROOM AND MAKE IT SPRING",
        "What is the capital of France, and who won the match?",
    ],
)
def test_ordinary_english_names_nothing(lexicon: Lexicon, text: str) -> None:
    assert found(lexicon, text) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Is it written in Go or in Rust?", {"written in Go": "Go", "Rust": "Rust"}),
        (
            "We moved from Express to Spring.",
            {"Express": "Express.js", "Spring": "Spring Framework"},
        ),
        ("A small Flask API behind REST calls", {"Flask": "Flask", "API": "API", "REST": "REST"}),
        ("REST is fine here", {"REST": "REST"}),
        ("Terraform and Chef", {"Terraform": "Terraform", "Chef": "Chef"}),
        ("Spring Boot starts", {"Spring Boot": "Spring Boot"}),
        ("go", {"go": "Go"}),
        ("Kafkas, kafka!", {"Kafkas": "Apache Kafka", "kafka": "Apache Kafka"}),
        ("max_connections on nodejs", {"max_connections": "connection pool", "nodejs": "Node.js"}),
        ("de\u0301ploy with K8s", {"K8s": "Kubernetes", "de\u0301ploy": "deployment"}),
    ],
)
def test_names_in_running_text(lexicon: Lexicon, text: str, expected: dict[str, str]) -> None:
    assert found(lexicon, text) == expected


def test_cues_are_found_and_distinguished_from_names(lexicon: Lexicon) -> None:
    text = "customers charged twice despite idempotency"
    cue, name = lexicon.find(text)
    assert (cue.term.name, cue.named) == ("idempotency", False)
    assert (name.term.name, name.named) == ("idempotency", True)


def test_the_longest_name_wins() -> None:
    queue, dead = term("queue"), term("dead letter queue")
    text = "a dead letter queue, then a queue"
    assert Lexicon((queue, dead)).find(text) == (TermMatch(dead, 2, 19), TermMatch(queue, 28, 33))


def test_a_name_wins_over_another_terms_cue() -> None:
    a, b = term("alpha", cues=("beta",)), term("beta")
    assert [m.term for m in Lexicon((a, b)).find("beta")] == [b]


def test_names_are_listed_as_written() -> None:
    lexicon = Lexicon((term("Node.js", aliases=("NodeJS",), cues=("server script",)),))
    assert lexicon.names() == ("Node.js", "NodeJS", "server script")


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Wie funktioniert Lastverteilung?", "how works load balancing?"),
        ("MISE EN CACHE", "caching"),
        ("pruebas unitarias en Kafka", "unit tests en Kafka"),
        ("como proteger as senhas", "how to protect as passwords"),
        ("how do I cache things", "how do I cache things"),
    ],
)
def test_translate(lexicon: Lexicon, text: str, english: str) -> None:
    assert lexicon.translate(text) == english


def test_the_lexicon_is_read_once() -> None:
    assert Lexicon.load() is Lexicon.load()


# For any text


@given(st.text(max_size=200))
def test_matches_are_in_order_and_do_not_overlap(text: str) -> None:
    matches = Lexicon.load().find(text)
    edges = [edge for m in matches for edge in (m.start, m.end)]
    assert edges == sorted(edges)
    assert all(0 <= m.start < m.end <= len(text) for m in matches)


@given(st.data())
def test_any_uncased_name_is_found_between_other_words(data: st.DataObject) -> None:
    lexicon = Lexicon.load()
    chosen = data.draw(st.sampled_from(lexicon.terms))
    name = data.draw(st.sampled_from(chosen.names))
    if name in chosen.cased:
        return
    text = f"xyzzy {name}, plugh"
    assert [m for m in lexicon.find(text) if m.term is chosen and m.named]


@given(st.lists(st.sampled_from(["red", "blue", "green", "is", "tea"]), min_size=1, max_size=6))
def test_an_index_of_single_words_finds_each_of_them(tokens: list[str]) -> None:
    index = PhraseIndex((word, word) for word in ("red", "blue", "green"))
    hits = [f.value for f in index.find(" ".join(tokens))]
    assert hits == [t for t in tokens if t in ("red", "blue", "green")]


def test_translation_is_case_insensitive() -> None:
    lexicon = Lexicon((), (Translation("Datenbank", "de", "database"),))
    assert lexicon.translate("eine DATENBANK") == "eine database"

"""The glossary's definitions of the terms in a document's lines."""

from bot.coaching.recall.term import MOST_MEANINGS, find_meanings
from knowledge.lexicon.lexicon import Lexicon


def test_terms_come_as_written_once_and_in_order() -> None:
    lines = ["Memory management and garbage collection", "Redis", "More on garbage collection"]
    found = find_meanings(lines, Lexicon.load())
    assert [term for term, _ in found] == ["Memory management", "garbage collection", "Redis"]
    assert all(meaning.endswith(".") for _, meaning in found)


def test_words_of_every_field_and_mere_cues_are_left_out() -> None:
    assert find_meanings(["Frameworks", "charged twice", "Juggling"], Lexicon.load()) == ()


def test_there_are_never_too_many() -> None:
    lines = ["Redis, Memcached, Kafka, RabbitMQ, PostgreSQL, MySQL, MongoDB, GraphQL"]
    assert len(find_meanings(lines, Lexicon.load())) == MOST_MEANINGS

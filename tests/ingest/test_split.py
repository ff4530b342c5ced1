"""Pieces are short enough, split in the right places, and together have every word."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.split import pack, split_lines, split_prose


def test_prose_is_cut_between_sentences() -> None:
    assert split_prose("One is here. Two is!  Three?", 15) == ["One is here.", "Two is! Three?"]


def test_a_long_sentence_is_cut_between_words_and_a_long_word_inside() -> None:
    assert split_prose("one two three", 8) == ["one two", "three"]
    assert split_prose("abcdefghij", 4) == ["abcd", "efgh", "ij"]


def test_code_is_cut_between_lines_and_keeps_its_indentation() -> None:
    assert split_lines("if x:\n    y\n\nz\n", 11) == ["if x:\n    y", "z"]
    assert split_lines("  \n\n") == []


def test_neighbors_are_joined_while_they_fit() -> None:
    assert pack(["aa", "bb", "cc", "dddddd"], 5, " ") == ["aa bb", "cc", "dddddd"]


@given(st.text(), st.integers(1, 40))
def test_pieces_fit_and_lose_nothing(text: str, limit: int) -> None:
    for split in (split_prose, split_lines):
        pieces = split(text, limit)
        assert all(piece.strip() and len(piece) <= limit for piece in pieces)
        assert "".join("".join(pieces).split()) == "".join(text.split())

"""Splitting long mrkdwn: nothing is lost, and no link, code block or entity is cut."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.slack.api.mrkdwn import escape
from bot.slack.api.split import BLOCK, split

FENCE = "```"
WORDS = st.text(st.sampled_from("abc ,.é\u200b"), min_size=1, max_size=30)
LINKS = st.text("abc", min_size=1, max_size=8).map(
    lambda word: f"<https://x.example|{word} {word}>"
)
ESCAPED = st.text("<>&ab ", max_size=30).map(escape)
CODE = st.lists(st.text("xy =", max_size=12), min_size=1, max_size=12).map(
    lambda lines: "\n{}\n{}\n{}\n".format(FENCE, "\n".join(lines), FENCE)
)
TEXTS = st.lists(
    WORDS | LINKS | ESCAPED | CODE | st.sampled_from(["\n", "\n\n", "\n•  ", " "]), max_size=40
).map("".join)
LIMITS = st.integers(60, 200)


def visible(text: str) -> str:
    """Return the text without whitespace and fences, since a split code block gets new fences."""
    return re.sub(r"\s|```", "", text)


@given(TEXTS, LIMITS)
def test_pieces_fit_and_nothing_but_whitespace_is_lost(text: str, most: int) -> None:
    pieces = split(text, most)
    assert all(0 < len(piece) <= most and piece.strip() for piece in pieces)
    assert visible("".join(pieces)) == visible(text)


@given(st.text(), st.integers(20, 100))
def test_any_text_is_split_into_pieces_that_fit(text: str, most: int) -> None:
    assert all(len(piece) <= most for piece in split(text, most))


@given(TEXTS, LIMITS)
def test_no_link_is_cut(text: str, most: int) -> None:
    for piece in split(text, most):
        assert piece.count("<") == piece.count(">") == len(re.findall(r"<[^<>]*>", piece))


@given(TEXTS, LIMITS)
def test_no_code_block_is_left_open(text: str, most: int) -> None:
    assert all(piece.count(FENCE) % 2 == 0 for piece in split(text, most))


@given(st.text("<>&", min_size=30, max_size=90).map(escape), LIMITS)
def test_no_escaped_character_is_cut(text: str, most: int) -> None:
    for piece in split(text, most):
        assert not re.sub(r"&(amp|lt|gt);", "", piece)


def test_a_long_list_is_split_between_its_lines() -> None:
    lines = [f"•  skill {n} " + "x" * 90 for n in range(100)]
    pieces = split("\n".join(lines))
    assert len(pieces) == 4
    assert [line for piece in pieces for line in piece.split("\n")] == lines


def test_short_paragraphs_share_a_piece() -> None:
    assert split("one\n\n\n\ntwo") == ["one\n\ntwo"]
    assert split("") == split(" \n\n ") == []
    assert split("a" * BLOCK) == ["a" * BLOCK]

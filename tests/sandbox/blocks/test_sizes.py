"""How much a message shows, how Slack splits markdown, and the text that goes with the blocks."""

import pytest

from sandbox.blocks import fallback_problems, total_characters
from sandbox.blocks.markdown import parts
from tests.sandbox.blocks.example_objects import IMAGE, Json, mrkdwn, plain, rich_text


def test_characters_shown_are_counted_and_ids_are_not() -> None:
    blocks: list[Json] = [
        {"type": "section", "block_id": "long-id", "text": mrkdwn("1234"), "fields": [plain("56")]},
        {"type": "markdown", "text": "789"},
        {**IMAGE, "alt_text": "0"},
    ]
    assert total_characters(blocks) == 10


def test_a_button_s_value_and_address_are_not_shown() -> None:
    button = {"type": "button", "text": plain("Go"), "value": "x" * 99, "url": "https://a.b"}
    assert total_characters([{"type": "actions", "elements": [button]}]) == 2


def test_rich_text_counts_its_words() -> None:
    link = {"type": "link", "url": "https://a.b", "text": "here"}
    user = {"type": "user", "user_id": "U123"}
    assert total_characters([rich_text({"type": "text", "text": "see "}, link, user)]) == 8


@pytest.mark.parametrize("text", [None, "", "  \n", 3])
def test_blocks_without_text_are_a_warning(text: object) -> None:
    assert [p.pointer for p in fallback_problems(text, [{"type": "divider"}])] == ["/text"]


@pytest.mark.parametrize("text, blocks", [("hi", [{"type": "divider"}]), ("", []), (None, None)])
def test_text_or_no_blocks_is_no_warning(text: object, blocks: object) -> None:
    assert fallback_problems(text, blocks) == []


@pytest.mark.parametrize(
    "markdown, expected",
    [
        ("", []),
        ("one\n\ntwo\n- three", ["text"]),
        ("# a\ntext\n## b", ["heading", "text", "heading"]),
        ("a\n\n---\n\nb\n***", ["text", "divider", "text", "divider"]),
        ("```\n# no heading\n---\n```\nafter", ["text"]),
        ("~~~\n```\n# no\n~~~\n# yes", ["text", "heading"]),
        ("| a | b |\n| - | - |\n| 1 | 2 |\n\nend", ["text", "table", "text"]),
        ("#hashtag and a - b", ["text"]),
    ],
)
def test_markdown_is_taken_apart_at_headings_rules_and_tables(
    markdown: str, expected: list[str]
) -> None:
    assert list(parts(markdown)) == expected

"""Messages and views are within Slack's limits and escaped, whatever the documents."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from bot.slack.answers.actions import answer_modal
from bot.slack.answers.section_view import section_message
from bot.slack.answers.views import answer_message
from bot.slack.api.blocks import Message, note, parts
from bot.slack.api.modal import message_modal, waiting_modal
from bot.slack.home.coach_command import unknown_message
from bot.slack.home.view import home_view
from bot.slack.routing.handlers import Command, CommandCall
from bot.slack.routing.help import command_help, help_message
from bot.slack.routing.services import Services
from knowledge.model import Catalogue
from sandbox.blocks import check_blocks, check_view, mrkdwn_problems
from tests.bot.message_checks import any_words, assert_message_passes, assert_view_passes, texts
from tests.bot.samples import catalogue_of, outline_of, sample_answer, sample_refusal

HUGE = catalogue_of(
    outline_of("Big", [f"Section {n}" for n in range(1_000)], ["One", "Two"]),
    *(outline_of(f"Document {n}") for n in range(199)),
)


def hostile(text: str) -> Catalogue:
    """Return documents with this text everywhere."""
    others = (outline_of(f"{number} {text}", [text]) for number in range(10))
    return catalogue_of(outline_of(text, [text], [text] * 60), *others)


def shown(catalogue: Catalogue) -> Message:
    """Return the message on the catalogue's first section."""
    return glossed(catalogue, ())


def glossed(catalogue: Catalogue, glossary: Sequence[tuple[str, str]]) -> Message:
    """Return the same message with a glossary."""
    return section_message(next(iter(catalogue.sections.values())), catalogue, glossary)


async def unused(_: Services, __: CommandCall) -> None:
    """Stand in for a handler; these tests only show commands."""


def command(text: str) -> Command:
    """Return a command with this text everywhere."""
    return Command(text, text, text, ((text, text),), unused, group=text)


MESSAGES: dict[str, Callable[[str], Message]] = {
    "answer": lambda text: answer_message(sample_answer(text), asked=True),
    "long answer": lambda text: answer_message(sample_answer(text, points=200)),
    "refusal": lambda text: answer_message(sample_refusal(text), asked=True),
    "section": lambda text: shown(hostile(text)),
    "help": lambda text: help_message([command(text)], hostile(text)),
    "command's help": lambda text: command_help(command(text), text, hostile(text)),
    "unknown command": unknown_message,
    "section with glossary": lambda text: glossed(hostile(text), [(text, text)] * 6),
    "note": note,
}
VIEWS: dict[str, Callable[[str], dict[str, Any]]] = {
    "home": lambda text: home_view(hostile(text)),
    "waiting": waiting_modal,
    "answer": lambda text: answer_modal(text, sample_answer(text)),
    "long answer": lambda text: answer_modal(text, sample_answer(text, points=200)),
    "refusal": lambda text: answer_modal(text, sample_refusal(text)),
    "section": lambda text: message_modal(shown(hostile(text))),
    "note": lambda text: message_modal(note(text)),
}


@any_words
@pytest.mark.parametrize("view", MESSAGES)
def test_messages_are_valid_and_escaped(view: str, text: str) -> None:
    assert_message_passes(MESSAGES[view](text))


@any_words
@pytest.mark.parametrize("view", VIEWS)
def test_views_are_valid_and_escaped(view: str, text: str) -> None:
    assert_view_passes(VIEWS[view](text))


def test_huge_catalogues_fit() -> None:
    home = home_view(HUGE)
    assert not check_view(home)
    assert "and 190 more documents" in str(home)
    assert not check_blocks(list(help_message([], HUGE).blocks), "message")


def test_an_empty_catalogue_says_how_to_fill_it() -> None:
    home = home_view(Catalogue())
    assert not check_view(home)
    assert "coach ingest" in str(home)
    assert not check_blocks(list(help_message([], Catalogue()).blocks), "message")


def test_an_answer_shows_each_point_with_its_number_and_each_source_once() -> None:
    message = answer_message(sample_answer("REST", points=5))
    body = [text["text"] for text in texts(message.blocks)]
    assert [f"[{n % 3 + 1}]" in body[1].split("\n")[n] for n in range(5)] == [True] * 5
    assert body[-1] == "[1] [2] [3] *REST* · REST, “REST”"
    assert message.text.count("• REST [1]") == 2


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://wiki.example/a?b=c", True),
        ("javascript:alert(1)", False),
        ("https://x|y", False),
        ("https://x>", False),
        ("https://x?a&b", True),
        ("", False),
    ],
)
def test_a_source_is_a_link_if_its_url_is_a_web_address(url: str, linked: bool) -> None:
    message = answer_message(sample_answer("REST", url=url))
    problems = [p for text in texts(message.blocks) for p in mrkdwn_problems(text["text"])]
    assert bool(problems) is linked
    assert not check_blocks(list(message.blocks), "message")


def test_a_refusal_offers_at_most_three_sections_and_no_sources() -> None:
    blocks = answer_message(sample_refusal("REST")).blocks
    assert [block["type"] for block in blocks].count("actions") == 1
    assert len(blocks[-1]["elements"]) == 3
    assert not any(block["type"] == "context" for block in blocks)


def test_a_long_section_says_how_much_is_left_out() -> None:
    assert "… and 21 more in the document." in str(shown(hostile("REST")).blocks)


def test_a_section_names_its_document_once_and_marks_the_glossary() -> None:
    body = str(glossed(catalogue_of(outline_of("Backend")), [("TLS", "Encrypts a connection.")]))
    assert "From *APIs* · Backend" in body
    assert "under Backend" not in body
    assert "From my glossary, not your document:\\n•  *TLS*: Encrypts a connection." in body


def test_a_commands_help_covers_only_that_command() -> None:
    body = str(command_help(command("suggests"), "As in `/next become an SRE`").blocks)
    assert "`/next become an SRE`" in body
    assert "/coach help" in body
    assert "I answer questions" not in body


def test_parts_keep_all_blocks_in_order() -> None:
    long = answer_message(sample_answer("word " * 200, points=120))
    pages = parts(long)
    assert len(pages) > 1
    assert [b for page in pages for b in page.blocks] == list(long.blocks)
    assert {page.text for page in pages} == {long.text}

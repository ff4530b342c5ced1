"""Messages and forms for logging are within Slack's limits and escaped, whatever the text."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.coaching.learning.entries import Entry, Level
from bot.coaching.learning.logging_decision import (
    LONGEST_NOTE,
    StatementPart,
    make_entry,
    make_own_entry,
)
from bot.coaching.learning.skill_search import SkillChoice
from bot.coaching.learning.statement import Statement
from bot.slack.answers.views import answer_message, tail
from bot.slack.api.blocks import Block, Message
from bot.slack.learning.log_button import LOG_ANSWER, parse_log_value
from bot.slack.learning.views_ask import ask_message, how_message, to_pending
from bot.slack.learning.views_form import Form, form_modal, option_groups
from bot.slack.learning.views_implied import lacking_message, lacking_modal
from bot.slack.learning.views_logged import ALREADY, logged_message, undone_message
from knowledge.model import Candidate, Catalogue, Grain, Passage, Point
from tests.bot.message_checks import any_words, assert_message_passes, assert_view_passes
from tests.bot.samples import catalogue_of, outline_of, sample_answer, sample_refusal

STATEMENT = Statement("words", "2026-11-01", Level.CAN_TEACH, True, "https://x.example/pr/1")


def catalogue(text: str) -> Catalogue:
    return catalogue_of(outline_of(text, [text, text], [text, f"{text} 2", f"{text} 3"]))


def entries(text: str) -> list[Entry]:
    """Return entries for a document's skills and an own skill, with every field set."""
    documents = catalogue(text)
    statement = replace(STATEMENT, phrase=text, evidence=text)
    ours = [
        make_entry(
            s,
            documents,
            workspace="T",
            person="U",
            at=1.0,
            batch="b",
            statement=statement,
            note=text,
        )
        for s in documents.skills.values()
    ]
    own = make_own_entry(
        text, workspace="T", person="U", at=1.0, batch="b", statement=statement, note=text
    )
    return [*ours, own]


def asked(text: str) -> Message:
    documents = catalogue(text)
    guesses = [
        Candidate(s, documents.sections[s.section_id], 0.2) for s in documents.skills.values()
    ]
    statement = replace(STATEMENT, phrase=text)
    return ask_message(
        StatementPart(text, (), tuple(guesses[:3])), to_pending("b", text, statement), lead=text
    )


def choices(text: str) -> list[SkillChoice]:
    own = [SkillChoice("own:1", text[:140]), SkillChoice("", text[:140])]
    return [SkillChoice(f"s{n}", text, text) for n in range(8)] + own


MESSAGES: dict[str, Callable[[str], Message]] = {
    "logged": lambda text: logged_message(
        entries(text), lead=text, implied=tuple(catalogue(text).skills.values())
    ),
    "one logged": lambda text: logged_message(entries(text)[:1]),
    "own": lambda text: logged_message(entries(text)[-1:]),
    "taken back": lambda text: undone_message(entries(text)),
    "asked": asked,
    "nothing like it": lambda text: ask_message(
        StatementPart(text), to_pending("b", text, STATEMENT)
    ),
    "lacking": lambda text: lacking_message(entries(text)),
    "how": lambda _: how_message(),
}
VIEWS: dict[str, Callable[[str], dict[str, Any]]] = {
    "form": lambda text: form_modal(Form("https://r.example", text[:400]), "2026-11-23"),
    "filled form": lambda text: form_modal(
        Form(), "2026-11-23", choices(text), STATEMENT.evidence, text
    ),
    "lacking": lambda text: lacking_modal(Form(batch="b"), list(catalogue(text).skills.values())),
}


@any_words
@pytest.mark.parametrize("view", MESSAGES)
def test_messages_are_valid_and_escaped(view: str, text: str) -> None:
    assert_message_passes(MESSAGES[view](text))


@any_words
@pytest.mark.parametrize("view", VIEWS)
def test_views_are_valid_and_escaped(view: str, text: str) -> None:
    assert_view_passes(VIEWS[view](text))


def buttons(message: Message) -> list[Block]:
    rows = [block.get("elements", []) for block in message.blocks if block["type"] == "actions"]
    accessories = [block["accessory"] for block in message.blocks if "accessory" in block]
    return [*accessories, *(button for row in rows for button in row)]


def labels(message: Message) -> list[str]:
    return [button["text"]["text"] for button in buttons(message)]


def test_buttons_to_correct_one_skill_and_several() -> None:
    assert labels(logged_message(entries("REST")[:1])) == ["Undo", "Not this one"]
    assert labels(logged_message(entries("REST")[:2])) == ["Not this one", "Not this one", "Undo"]


def test_clicked_and_own_skills_have_no_not_this_one_button() -> None:
    clicked = replace(entries("REST")[0], words="")
    assert labels(logged_message([clicked])) == ["Undo"]
    assert labels(logged_message(entries("REST")[-1:])) == ["Undo"]


def test_undo_of_an_entry_without_a_batch_names_the_entry() -> None:
    alone = replace(entries("REST")[0], batch="")
    assert buttons(logged_message([alone]))[0]["value"] == alone.id


def test_undo_of_nothing_says_it_was_already_undone() -> None:
    assert undone_message([]).text == ALREADY


def test_the_form_requires_only_the_skill() -> None:
    blocks = form_modal(Form(), "2026-11-23")["blocks"]
    needed = [b["block_id"] for b in blocks if b["type"] == "input" and not b["optional"]]
    assert needed == ["skills"]
    note = next(b for b in blocks if b.get("block_id") == "note")
    assert note["element"]["max_length"] == LONGEST_NOTE


def test_options_are_grouped_by_section() -> None:
    found = [
        SkillChoice("1", "REST", "APIs"),
        SkillChoice("2", "Docker", "Ops"),
        SkillChoice("3", "gRPC", "APIs"),
    ]
    groups = option_groups([*found, SkillChoice("own:1", "juggling"), SkillChoice("", "jugg")])
    assert [g["label"]["text"] for g in groups] == ["APIs", "Ops", "My own skills"]
    assert [o["value"] for o in groups[2]["options"]] == ["new:juggling", "new:jugg"]


def test_the_log_button_has_every_skill_of_the_answer() -> None:
    answer = sample_answer("REST", points=2)
    hits = []
    for hit in answer.sections:
        found = [
            Passage(f"{hit.section.id}/{n}", "d", hit.section.id, Grain.SKILL, text, "", n, f"k{n}")
            for n, text in enumerate(["REST", "gRPC"])
        ]
        hits.append(replace(hit, passages=tuple(found)))
    points = (Point("gRPC", 1), Point("REST", 1))
    made = answer_message(replace(answer, sections=tuple(hits), points=points))
    (value,) = [b["value"] for b in buttons(made) if b["action_id"].startswith(LOG_ANSWER)]
    assert parse_log_value(value) == ["s0/1", "s0/0"]


def test_a_model_answer_has_the_log_button_and_a_refusal_does_not() -> None:
    written = replace(sample_answer("REST"), written=True, points=())
    assert LOG_ANSWER in str(tail(written, "key"))
    assert LOG_ANSWER not in str(answer_message(sample_refusal("REST"), key="key"))

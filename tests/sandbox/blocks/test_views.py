"""Modals and Home tabs with one thing wrong."""

from typing import Any

import pytest

from sandbox.blocks import MAX_VIEW_BYTES, check_view, view_bytes
from tests.sandbox.blocks.example_objects import Json, mrkdwn, plain
from tests.sandbox.blocks.examples import EVERYWHERE, HOME_VIEW, MODAL_VIEW
from tests.sandbox.blocks.refusals import x

DIVIDER: Json = {"type": "divider"}
REFUSED: list[tuple[Json, Json, str, str]] = [
    (MODAL_VIEW, {"type": None}, "", "field: type"),
    (MODAL_VIEW, {"type": "dialog"}, "/type", "dialog"),
    (MODAL_VIEW, {"title": None}, "", "field: title"),
    (MODAL_VIEW, {"title": mrkdwn()}, "/title/type", "mrkdwn"),
    (MODAL_VIEW, {"title": plain(x(25))}, "/title/text", "25"),
    (MODAL_VIEW, {"submit": plain(x(25))}, "/submit/text", "25"),
    (MODAL_VIEW, {"close": plain(x(25))}, "/close/text", "25"),
    (MODAL_VIEW, {"close": plain("")}, "/close/text", "more than 0"),
    (MODAL_VIEW, {"blocks": None}, "", "field: blocks"),
    (MODAL_VIEW, {"blocks": {}}, "/blocks", "array"),
    (MODAL_VIEW, {"blocks": [DIVIDER] * 101}, "/blocks", "100 items"),
    (MODAL_VIEW, {"blocks": [DIVIDER, {"type": "x"}]}, "/blocks/1/type", "x"),
    (MODAL_VIEW, {"submit": None}, "/blocks/0/input", "`submit`"),
    (MODAL_VIEW, {"callback_id": x(256)}, "/callback_id", "256"),
    (MODAL_VIEW, {"external_id": x(256)}, "/external_id", "256"),
    (MODAL_VIEW, {"private_metadata": x(3001)}, "/private_metadata", "3001"),
    (MODAL_VIEW, {"notify_on_close": "yes"}, "/notify_on_close", "boolean"),
    (MODAL_VIEW, {"id": "V1"}, "", "property: id"),
    (HOME_VIEW, {"title": plain()}, "", "property: title"),
    (HOME_VIEW, {"blocks": [{"type": "alert", "text": plain()}]}, "/blocks/0/type", "alert"),
]


@pytest.mark.parametrize("base, change, pointer, words", REFUSED)
def test_a_view_is_refused_where_it_is_wrong(
    base: Json, change: Json, pointer: str, words: str
) -> None:
    view = {k: v for k, v in {**base, **change}.items() if v is not None}
    problems = check_view(view)
    assert {p.pointer for p in problems} == {"/view" + pointer}, problems
    assert any(words in p.message for p in problems), problems


@pytest.mark.parametrize("view", [None, [], "view", 3])
def test_a_view_is_an_object(view: Any) -> None:
    assert [(p.pointer, p.message) for p in check_view(view)] == [
        ("/view", "must provide an object")
    ]


def test_a_home_tab_takes_inputs_without_submit() -> None:
    assert check_view({**HOME_VIEW, "blocks": [EVERYWHERE["input"]]}) == []


def test_an_input_in_a_container_needs_submit_too() -> None:
    container = {**EVERYWHERE["container"], "child_blocks": [EVERYWHERE["input"]]}
    view = {"type": "modal", "title": plain(), "blocks": [container]}
    assert [p.pointer for p in check_view(view)] == ["/view/blocks/0/child_blocks/0/input"]


def test_a_view_is_refused_above_its_size_in_bytes() -> None:
    fields = [mrkdwn("ü" * 2000)] * 10
    view = {**HOME_VIEW, "blocks": [{"type": "section", "fields": fields}] * 6}
    assert view_bytes(view) < MAX_VIEW_BYTES
    assert check_view(view) == []
    larger = {**view, "blocks": [{"type": "section", "fields": fields}] * 7}
    assert [(p.pointer, p.message) for p in check_view(larger)] == [
        ("/view", f"must be less than {MAX_VIEW_BYTES + 1} bytes")
    ]

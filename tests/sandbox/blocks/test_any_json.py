"""No JSON makes the validator raise: not noise, not near misses, not depth."""

import json
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.blocks import (
    Surface,
    check_blocks,
    check_view,
    fallback_problems,
    mrkdwn_problems,
    total_characters,
)
from sandbox.blocks.blocks import BLOCK
from tests.sandbox.blocks.examples import EVERYWHERE, MESSAGE, MESSAGE_AND_HOME, MODAL, MODAL_VIEW

SURFACE = st.sampled_from(get_args(Surface))
FIELD = st.sampled_from(sorted({f for shape in BLOCK.shapes.values() for f in shape.fields}))
KIND = st.sampled_from([*BLOCK.shapes, "plain_text", "button", "static_select", "modal", "home"])
SCALAR = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | KIND
JSON = st.recursive(
    SCALAR,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(FIELD | st.text(max_size=3), inner, max_size=5)
        | st.builds(lambda kind, rest: {**rest, "type": kind}, KIND, st.dictionaries(FIELD, inner))
    ),
    max_leaves=20,
)
GOOD = [*EVERYWHERE.values(), *MESSAGE_AND_HOME.values(), *MESSAGE.values(), *MODAL.values()]


def paths(value: Any) -> list[list[Any]]:
    """Return the path to every value inside ``value``."""
    steps: list[Any] = []
    if isinstance(value, dict):
        steps = list(value)
    elif isinstance(value, list):
        steps = list(range(len(value)))
    return [[]] + [[step, *rest] for step in steps for rest in paths(value[step])]


@given(JSON, SURFACE)
def test_noise_only_yields_problems(value: Any, surface: Surface) -> None:
    assert all(p.pointer.startswith("/blocks") for p in check_blocks(value, surface))
    assert all(p.pointer.startswith("/blocks") for p in check_blocks([value], surface))
    assert all(p.pointer.startswith("/view") for p in check_view(value))
    assert total_characters(value) >= 0
    fallback_problems(value, value)


@given(st.data(), st.sampled_from([*GOOD, MODAL_VIEW]), JSON, SURFACE)
def test_a_good_block_with_one_value_replaced_only_yields_problems(
    data: st.DataObject, good: Any, value: Any, surface: Surface
) -> None:
    changed = json.loads(json.dumps([good]))
    path = data.draw(st.sampled_from(paths(changed)[1:]))
    target = changed
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    check_blocks(changed, surface)
    check_view(changed[0])


@pytest.mark.parametrize("depth", [50, 900, 100_000])
@pytest.mark.parametrize("wrap", [lambda v: [v], lambda v: {"elements": [v]}], ids=["[", "{"])
def test_depth_is_refused_in_one_line(depth: int, wrap: Any) -> None:
    value: Any = "x"
    for _ in range(depth):
        value = wrap(value)
    assert [p.message for p in check_blocks(value, "home")] == ["nested too deeply"]
    assert [p.message for p in check_view(value)] == ["nested too deeply"]
    assert total_characters(value) == 0


@given(st.text())
def test_any_text_can_be_asked_for_its_mentions(text: str) -> None:
    for problem in mrkdwn_problems(text):
        assert problem.message.startswith(("mentions <", "links to "))

"""Checks that our fields are those of Slack's own SDK; a new field in a new SDK fails this."""

from typing import Any

import pytest
from slack_sdk.models.blocks import block_elements
from slack_sdk.models.blocks import blocks as sdk_blocks

from sandbox.blocks.blocks import BLOCK
from sandbox.blocks.elements import IN_ACTIONS, IN_CONTEXT_ACTIONS, IN_INPUT

NOT_IN_THE_REFERENCE = ("call",)
ELEMENTS = {**IN_ACTIONS.shapes, **IN_INPUT.shapes, **IN_CONTEXT_ACTIONS.shapes}


def fields_of(model: Any) -> set[str]:
    return set(object.__new__(model).attributes)


def models(module: Any, base: Any) -> list[Any]:
    found = [m for m in vars(module).values() if isinstance(m, type) and issubclass(m, base)]
    return [m for m in found if isinstance(getattr(m, "type", None), str)]


BLOCK_MODELS = [
    m for m in models(sdk_blocks, sdk_blocks.Block) if m.type not in NOT_IN_THE_REFERENCE
]
ELEMENT_MODELS = [
    m for m in models(block_elements, block_elements.InteractiveElement) if m.type in ELEMENTS
]
# The SDK gives every element fields that only some have; Slack accepts `alt_text` on none.
INHERITED = fields_of(block_elements.InputInteractiveElement) | {"type", "alt_text"}


def test_the_sdk_was_read() -> None:
    assert len(BLOCK_MODELS) >= 20
    assert {m.type for m in ELEMENT_MODELS} == ELEMENTS.keys()


@pytest.mark.parametrize("model", BLOCK_MODELS, ids=lambda m: m.type)
def test_every_field_of_the_sdk_s_block_is_known(model: Any) -> None:
    assert fields_of(model) - {"type"} <= BLOCK.shapes[model.type].fields.keys()


@pytest.mark.parametrize("model", ELEMENT_MODELS, ids=lambda m: m.__name__)
def test_every_field_of_the_sdk_s_element_is_known(model: Any) -> None:
    assert fields_of(model) - INHERITED <= ELEMENTS[model.type].fields.keys()

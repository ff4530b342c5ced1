"""Every block, element and view of Block Kit passes, on the surfaces Slack shows it on."""

import pytest

from sandbox.blocks import Surface, check_blocks, check_view
from tests.sandbox.blocks import example_elements, examples
from tests.sandbox.blocks.example_objects import Json, mrkdwn, plain

SURFACES: tuple[Surface, ...] = ("message", "modal", "home")
WHERE: list[tuple[dict[str, Json], tuple[Surface, ...]]] = [
    (examples.EVERYWHERE, SURFACES),
    (examples.MESSAGE_AND_HOME, ("message", "home")),
    (examples.MESSAGE, ("message",)),
    (examples.MODAL, ("modal",)),
]
BLOCKS = [
    pytest.param(block, surface, shown, id=f"{name} {surface}")
    for blocks, shown in WHERE
    for name, block in blocks.items()
    for surface in SURFACES
]


@pytest.mark.parametrize("block, surface, shown", BLOCKS)
def test_a_block_is_accepted_where_slack_shows_it_and_nowhere_else(
    block: Json, surface: Surface, shown: tuple[Surface, ...]
) -> None:
    problems = [(p.pointer, p.message) for p in check_blocks([block], surface)]
    unsupported = [("/blocks/0/type", f"unsupported type: {block['type']}")]
    assert problems == ([] if surface in shown else unsupported)


PICKED = {**example_elements.SELECTS, **example_elements.CHOICES, **example_elements.PICKERS}
FIT_FOR_INPUT = {**PICKED, **example_elements.INPUTS}
FIT_FOR_SECTION = {**example_elements.BUTTONS, **PICKED}
del FIT_FOR_SECTION["datetimepicker"]


@pytest.mark.parametrize("element", example_elements.typed(FIT_FOR_INPUT), ids=lambda e: e["type"])
def test_an_input_block_takes_the_element(element: Json) -> None:
    block = {"type": "input", "label": plain(), "element": element}
    assert check_blocks([block], "modal") == []


@pytest.mark.parametrize(
    "element", example_elements.typed(FIT_FOR_SECTION), ids=lambda e: e["type"]
)
def test_a_section_takes_the_element(element: Json) -> None:
    block = {"type": "section", "text": mrkdwn(), "accessory": element}
    assert check_blocks([block], "message") == []


@pytest.mark.parametrize("view", [examples.MODAL_VIEW, examples.HOME_VIEW], ids=["modal", "home"])
def test_a_view_is_accepted(view: Json) -> None:
    assert check_view(view) == []


@pytest.mark.parametrize("surface, most", [("message", 50), ("modal", 100), ("home", 100)])
def test_as_many_blocks_as_the_surface_takes(surface: Surface, most: int) -> None:
    assert check_blocks([{"type": "divider"}] * most, surface) == []
    surplus = check_blocks([{"type": "divider"}] * (most + 1), surface)
    assert [(p.pointer, p.message) for p in surplus] == [
        ("/blocks", f"no more than {most} items allowed")
    ]

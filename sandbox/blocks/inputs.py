"""Block elements for typing or uploading; most are allowed only in an input block.

Source of the fields and limits: docs.slack.dev/reference/block-kit/block-elements.
"""

import re
from collections.abc import Mapping

from sandbox.blocks.composition import ANY_TEXT, DISPATCH_ACTION_CONFIG, IDENTIFIER, plain
from sandbox.blocks.relations import Ordered
from sandbox.blocks.rich_text import RICH_TEXT
from sandbox.blocks.rules import Flag, Items, Number, Pattern, Relation, Rule, Shape, Text

_LINES = Number(1)
# "-12.5"
_NUMERAL = Pattern(re.compile(r"-?[0-9]+(\.[0-9]+)?"), "a number in a string")


def _typed(fields: Mapping[str, Rule], required: tuple[str, ...] = (), *more: Relation) -> Shape:
    """Return an element for typing, which has a placeholder and can report each change."""
    common: dict[str, Rule] = {
        "placeholder": plain(150),
        "focus_on_load": Flag(),
        "dispatch_action_config": DISPATCH_ACTION_CONFIG,
    }
    return Shape({"action_id": IDENTIFIER, **common, **fields}, required, more)


INPUTS = {
    "plain_text_input": _typed(
        {
            "initial_value": Text(3000, least=0),
            "multiline": Flag(),
            "min_length": Number(0, 3000),
            "max_length": Number(1, 3000),
        },
        (),
        Ordered("min_length", "max_length"),
    ),
    "email_text_input": _typed({"initial_value": Text(least=0)}),
    "url_text_input": _typed({"initial_value": Text(least=0)}),
    "number_input": _typed(
        {
            "is_decimal_allowed": Flag(),
            "initial_value": _NUMERAL,
            "min_value": _NUMERAL,
            "max_value": _NUMERAL,
        },
        ("is_decimal_allowed",),
        Ordered("min_value", "max_value"),
        Ordered("min_value", "initial_value"),
        Ordered("initial_value", "max_value"),
    ),
    "rich_text_input": _typed(
        {"initial_value": RICH_TEXT, "min_lines": _LINES, "max_lines": _LINES},
        (),
        Ordered("min_lines", "max_lines"),
    ),
    "file_input": Shape(
        {"action_id": IDENTIFIER, "filetypes": Items(ANY_TEXT), "max_files": Number(1, 10)}
    ),
}

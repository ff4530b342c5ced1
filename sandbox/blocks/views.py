"""Checks views: modals and the Home tab.

Source: docs.slack.dev/reference/views.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.blocks.composition import IDENTIFIER, plain
from sandbox.blocks.messages import check_blocks
from sandbox.blocks.rules import Flag, OneOf, Place, Problem, Rule, Shape, Surface, Text
from sandbox.blocks.walk import each_block, too_deep

MAX_VIEW_BYTES = 250_000
_ROOT = "/view"


@dataclass(frozen=True, slots=True)
class _Blocks:
    """The view's blocks, checked for the surface that the view is shown on."""

    def check(self, value: object, at: Place) -> Iterator[Problem]:
        yield from check_blocks(value, at.surface, at.pointer)


_COMMON: dict[str, Rule] = {
    "blocks": _Blocks(),
    "private_metadata": Text(3000, least=0),
    "callback_id": Text(255, least=0),
    "external_id": IDENTIFIER,
}
_MODAL = Shape(
    {
        **_COMMON,
        "title": plain(24),
        "submit": plain(24),
        "close": plain(24),
        "clear_on_close": Flag(),
        "notify_on_close": Flag(),
        "submit_disabled": Flag(),
    },
    required=("title", "blocks"),
    surfaces=frozenset({"modal"}),
)
_HOME = Shape(_COMMON, required=("blocks",), surfaces=frozenset({"home"}))
_VIEW = OneOf({"modal": _MODAL, "home": _HOME})


def check_view(view: object) -> list[Problem]:
    """Return everything Slack would refuse in a view; empty if it accepts the view.

    ``view`` can be any JSON value. Pointers begin with ``/view``. Never raises.
    """
    surface: Surface = "home" if isinstance(view, dict) and view.get("type") == "home" else "modal"
    at = Place(_ROOT, surface)
    if too_deep(view):
        return [at.problem("nested too deeply")]
    return [*_VIEW.check(view, at), *_missing_submit(view, at), *_too_large(view, at)]


def _missing_submit(view: object, at: Place) -> Iterator[Problem]:
    if at.surface != "modal" or not isinstance(view, dict) or "submit" in view:
        return
    for block, place in each_block(view.get("blocks"), at / "blocks"):
        if block.get("type") == "input":
            # Slack's own pointer ends in the name of the type, not in a field of the block.
            yield (place / "input").problem(
                "must define `submit` to use an `input` block in modals"
            )


def _too_large(view: object, at: Place) -> Iterator[Problem]:
    if view_bytes(view) > MAX_VIEW_BYTES:
        yield at.problem(f"must be less than {MAX_VIEW_BYTES + 1} bytes")


def view_bytes(view: object) -> int:
    """Return the size of a view as compact JSON in UTF-8, in bytes.

    Raises:
        RecursionError: the view nests a thousand deep; ``check_view`` refuses it before.
    """
    compact = json.dumps(view, ensure_ascii=False, separators=(",", ":"))
    return len(compact.encode("utf-8", "surrogatepass"))

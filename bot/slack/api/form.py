"""The building blocks of forms in modals."""

from bot.slack.api.blocks import Block

ENTERED = "entered"
"""Action id of every input; the block id tells inputs apart."""


def plain_text(text: str) -> Block:
    """Return a plain-text object for a label, title or option; the caller shortens it."""
    return {"type": "plain_text", "text": text}


def entry(
    block_id: str, label: str, element: Block, hint: str = "", *, optional: bool = True
) -> Block:
    """Return an input block with its label and hint."""
    block: Block = {
        "type": "input",
        "block_id": block_id,
        "optional": optional,
        "label": plain_text(label),
        "element": {"action_id": ENTERED} | element,
    }
    return block | ({"hint": plain_text(hint)} if hint else {})

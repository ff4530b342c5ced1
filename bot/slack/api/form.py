"""What the forms are made of."""

from bot.slack.api.blocks import Block

ENTERED = "entered"
"""Action id of every input: its block's id says which one it is."""


def plain_text(text: str) -> Block:
    """Words as Slack wants them in labels, titles and options; shortened by the caller."""
    return {"type": "plain_text", "text": text}


def entry(
    block_id: str, label: str, element: Block, hint: str = "", *, optional: bool = True
) -> Block:
    """An input with its label."""
    made: Block = {
        "type": "input",
        "block_id": block_id,
        "optional": optional,
        "label": plain_text(label),
        "element": {"action_id": ENTERED} | element,
    }
    return made | ({"hint": plain_text(hint)} if hint else {})

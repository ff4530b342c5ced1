"""Finds what a mrkdwn text would activate in Slack: mentions that notify, and links.

Source: docs.slack.dev/messaging/formatting-message-text.
"""

import re
from collections.abc import Iterator

from sandbox.blocks.rules import Problem

# "<@U123>", "<https://example.com|text>" or a bare "https://example.com"
_ACTIVE = re.compile(
    r"<(?P<sequence>[^<>\n]+)>|(?P<bare>\b(?:https?://|mailto:)[^\s<>]+)", re.IGNORECASE
)
# "https://example.com", "mailto:ana@example.com"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S")


def mrkdwn_problems(text: str) -> list[Problem]:
    """Return each mention and each link that ``text`` activates as mrkdwn, in order.

    Messages read ``mentions <!channel>`` or ``links to https://…``; pointers are empty (the text
    itself). Code marks don't help: Slack reads control sequences inside them too.
    """
    return [Problem("", found) for match in _ACTIVE.finditer(text) for found in _effects(match)]


def _effects(match: re.Match[str]) -> Iterator[str]:
    if match["bare"]:
        yield f"links to {match['bare']}"
        return
    sequence = match["sequence"]
    target = sequence.partition("|")[0]
    if target.startswith("!date^"):
        yield from _date_link(target)
    elif target[0] in "@#!" and len(target) > 1:
        yield f"mentions <{target}>"
    elif _ADDRESS.match(target):
        yield f"links to {target}"


def _date_link(target: str) -> Iterator[str]:
    """Yield the link of a date, which is harmless without its optional fourth part, a URL."""
    parts = target.split("^", 3)
    if len(parts) == 4:
        yield f"links to {parts[3]}"

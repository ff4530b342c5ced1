"""Quoting names in the bot's sentences, and telling by its words what a text is. Pure."""

from __future__ import annotations

import re

LONGEST_NAME = 90


def quote(text: str, longest: int = LONGEST_NAME) -> str:
    """Return the text in quotation marks, on one line, cut at ``longest`` characters."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= longest else line[: longest - 1].rstrip() + '…'}”"


def only_says(text: str, remarks: frozenset[str], fillers: frozenset[str]) -> bool:
    """Whether all words of a text are remarks or fillers, and at least one is a remark."""
    words = re.findall(r"[\w']+", text.lower())
    return not remarks.isdisjoint(words) and all(w in remarks or w in fillers for w in words)

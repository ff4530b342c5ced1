"""Quoting names in the bot's sentences. Pure."""

from __future__ import annotations

LONGEST_NAME = 90


def quote(text: str, longest: int = LONGEST_NAME) -> str:
    """Return the text in quotation marks, on one line, cut at ``longest`` characters."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= longest else line[: longest - 1].rstrip() + '…'}”"

"""Names and quotes in the coach's sentences. Pure."""

from __future__ import annotations

LONGEST_NAME = 90


def quoted(text: str, longest: int = LONGEST_NAME) -> str:
    """A text in quotation marks, on one line, cut where it is too long."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= longest else line[: longest - 1].rstrip() + '…'}”"

"""What is wrong with a skill map, and how it is told."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend: the line it stands on, counted from 1 (0: the whole file), and what."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.text}" if self.line else self.text


def quoted(name: str, longest: int = 80) -> str:
    """A name as it stands in a message, cut where it is long."""
    return f"“{name if len(name) <= longest else name[: longest - 1] + '…'}”"

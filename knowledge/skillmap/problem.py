"""Problems in a skill map, and how they are shown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A problem to fix; ``line`` counts from 1, and 0 means the whole file."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.text}" if self.line else self.text


def quote(name: str, longest: int = 80) -> str:
    """Return a name in quotation marks, shortened to ``longest`` characters."""
    return f"“{name if len(name) <= longest else name[: longest - 1] + '…'}”"

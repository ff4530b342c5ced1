"""The data of a recall question. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RecallQuestion:
    """A recall question whose answer is in one passage.

    ``kind`` names the generator; ``right`` is the index of the right one of ``options``;
    ``passage`` is the document's text that contains the answer, shown as feedback.
    """

    kind: str
    skill_id: str
    section_id: str
    text: str
    options: tuple[str, ...]
    right: int
    passage: str
    why: str = ""
    """Why the right option is right, for whoever chose another."""

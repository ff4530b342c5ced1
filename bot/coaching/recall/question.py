"""A recall question as a value. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RecallQuestion:
    """A recall question whose answer stands in one passage.

    ``kind`` names the way it was made; ``right`` is the index of the right one of ``options``;
    ``passage`` is the document's text that holds the answer, shown as feedback.
    """

    kind: str
    skill_id: str
    section_id: str
    text: str
    options: tuple[str, ...]
    right: int
    passage: str

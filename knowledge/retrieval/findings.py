"""What a search hands to whoever writes the answer. Pure."""

from dataclasses import dataclass

from knowledge.model import SectionHit


@dataclass(frozen=True, slots=True)
class Findings:
    """What a search found. ``confidence`` (0 to 1): how sure we are that an answer is there."""

    question: str
    hits: tuple[SectionHit, ...]
    confidence: float

"""Search as you type over all skills: by words, their beginnings, and spelling. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.coaching.learning.entries import OWN
from bot.coaching.learning.learner_state import LearnerState
from knowledge.model import Catalogue

MIN_SIMILARITY = 75.0
"""Minimum similarity (0 to 100) for a mistyped word to match."""
BEGINS = 200.0
CONTAINS = 100.0


@dataclass(frozen=True, slots=True)
class SkillChoice:
    """A skill to choose: its id, text and section title ("" for a person's own)."""

    id: str
    text: str
    section: str = ""


def skill_choices(catalogue: Catalogue, learner: LearnerState) -> tuple[SkillChoice, ...]:
    """Return every skill in the documents in reading order, then the person's own."""
    ours = [
        SkillChoice(skill.id, skill.text, catalogue.sections[skill.section_id].title)
        for skill in catalogue.skills.values()
    ]
    own = [SkillChoice(k.id, k.text) for k in learner.known.values() if k.id.startswith(OWN)]
    return (*ours, *own)


def search(typed: str, among: Iterable[SkillChoice], most: int) -> tuple[SkillChoice, ...]:
    """Return up to ``most`` matching choices, best first; all match if nothing was typed."""
    words = typed.casefold().split()
    if not words:
        return tuple(among)[:most]
    scored = [(_score(words, choice), choice) for choice in among]
    fitting = sorted((s for s in scored if s[0] > 0), key=lambda s: -s[0])
    return tuple(choice for _, choice in fitting[:most])


def _score(words: Sequence[str], choice: SkillChoice) -> float:
    """Return how well a choice matches, 0 if not: word beginnings first, then parts, then typos.

    The words of the section's title count slightly less, so that a title finds all its skills.
    """
    text = choice.text.casefold()
    named = text.replace("(", " ").replace("-", " ").replace("/", " ").replace(",", " ").split()
    about = choice.section.casefold().split()
    if all(any(n.startswith(word) for n in named) for word in words):
        return BEGINS + (1 if text.startswith(words[0]) else 0)
    if all(any(n.startswith(word) for n in (*named, *about)) for word in words):
        return BEGINS - 1
    if all(word in text for word in words):
        return CONTAINS
    alike = min(max((fuzz.ratio(word, n) for n in named), default=0.0) for word in words)
    return alike if alike >= MIN_SIMILARITY else 0.0

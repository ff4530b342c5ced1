"""What a chat model proposes, line by line, and what of it may be shown to a person. Pure."""

import json
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.model import Outline, Skill, SkillMap
from knowledge.skillmap.cycles import reaches
from knowledge.skillmap.plain import plain
from knowledge.skillmap.skill_names import Naming

LONGEST_WHY = 200


class ProposalFault(StrEnum):
    """Why a proposal was dropped."""

    UNREADABLE = "not in the requested form"
    UNKNOWN = "unknown skill"
    CIRCLE = "would make a cycle"
    REPEATED = "there already"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One prerequisite that a person is to approve."""

    skill: Skill
    needed: Skill
    why: str


@dataclass(slots=True)
class Proposals:
    """Collects proposals for one document; ``there`` is its map so far, which they must fit."""

    outline: Outline
    there: SkillMap
    kept: list[Proposal] = field(default_factory=list)
    dropped: Counter[ProposalFault] = field(default_factory=Counter)
    _naming: Naming = field(init=False)
    _needs: dict[str, set[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._naming = Naming(self.outline)
        for skill, needed, _ in self.there.prerequisites:
            self._needs.setdefault(skill, set()).add(needed)

    def name_of(self, skill: Skill) -> str:
        """What the skill is called in proposals."""
        return self._naming.name_of(skill)

    def take(self, reply: str) -> None:
        """Sorts a model's reply: one JSON object a line; anything else is dropped and counted."""
        for line in reply.splitlines():
            told = line.strip().strip(",")
            if told and not told.startswith("```"):
                found = self._proposal(told)
                if isinstance(found, ProposalFault):
                    self.dropped[found] += 1
                else:
                    self.kept.append(found)
                    self._needs.setdefault(found.skill.id, set()).add(found.needed.id)

    def _proposal(self, line: str) -> Proposal | ProposalFault:
        told = _object(line)
        texts = [_text(told.get(key)) for key in ("skill", "needs", "why")]
        if not all(texts) or len(texts[2]) > LONGEST_WHY:
            return ProposalFault.UNREADABLE
        skill, needed = (self._naming.find(name) for name in texts[:2])
        if isinstance(skill, str) or isinstance(needed, str):
            return ProposalFault.UNKNOWN
        if needed.id in self._needs.get(skill.id, ()):
            return ProposalFault.REPEATED
        if reaches(self._needs, needed.id, skill.id):
            return ProposalFault.CIRCLE
        return Proposal(skill, needed, texts[2])


def _object(line: str) -> dict[str, object]:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _text(value: object) -> str:
    return plain(value) if isinstance(value, str) else ""

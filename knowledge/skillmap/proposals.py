"""Reads a chat model's proposals line by line and keeps those fit to show people. Pure."""

import json
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.model import Outline, Skill, SkillMap
from knowledge.skillmap.cycles import depends_on
from knowledge.skillmap.plain import to_plain_text
from knowledge.skillmap.skill_names import SkillNames

LONGEST_WHY = 200


class ProposalFault(StrEnum):
    """Why a proposal was dropped."""

    UNREADABLE = "not in the requested form"
    UNKNOWN = "unknown skill"
    CIRCLE = "would make a cycle"
    REPEATED = "there already"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A prerequisite for people to approve."""

    skill: Skill
    needed: Skill
    why: str


@dataclass(slots=True)
class Proposals:
    """Collects proposals for one document; they must fit its existing map ``there``."""

    outline: Outline
    there: SkillMap
    kept: list[Proposal] = field(default_factory=list)
    dropped: Counter[ProposalFault] = field(default_factory=Counter)
    _naming: SkillNames = field(init=False)
    _needs: dict[str, set[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._naming = SkillNames(self.outline)
        for skill, needed, _ in self.there.prerequisites:
            self._needs.setdefault(skill, set()).add(needed)

    def name_of(self, skill: Skill) -> str:
        """Return the skill's name in proposals."""
        return self._naming.name_of(skill)

    def take(self, reply: str) -> None:
        """Read a model's reply with one JSON object per line; drop and count everything else."""
        for line in reply.splitlines():
            stripped = line.strip().strip(",")
            if stripped and not stripped.startswith("```"):
                found = self._proposal(stripped)
                if isinstance(found, ProposalFault):
                    self.dropped[found] += 1
                else:
                    self.kept.append(found)
                    self._needs.setdefault(found.skill.id, set()).add(found.needed.id)

    def _proposal(self, line: str) -> Proposal | ProposalFault:
        entry = _object(line)
        texts = [_text(entry.get(key)) for key in ("skill", "needs", "why")]
        if not all(texts) or len(texts[2]) > LONGEST_WHY:
            return ProposalFault.UNREADABLE
        skill, needed = (self._naming.find(name) for name in texts[:2])
        if isinstance(skill, str) or isinstance(needed, str):
            return ProposalFault.UNKNOWN
        if needed.id in self._needs.get(skill.id, ()):
            return ProposalFault.REPEATED
        if depends_on(self._needs, needed.id, skill.id):
            return ProposalFault.CIRCLE
        return Proposal(skill, needed, texts[2])


def _object(line: str) -> dict[str, object]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return to_plain_text(value) if isinstance(value, str) else ""

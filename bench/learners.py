"""Simulated learners on a real skill map: what they know, what they log, and how they react.

What a learner knows includes its prerequisites. They log part of it, and now and then something
they don't know. Half of them learn section by section, half wherever something is open to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random

from bot.coaching.learning.entries import Entry, EntryKind
from bot.coaching.suggestions.candidates import DAY
from bot.coaching.suggestions.prerequisites import Prerequisites
from knowledge.model import Catalogue, Skill

FEWEST, MOST = 4, 48
"""How many of the map's 64 skills a learner knows at first."""
NOISE = 0.03
"""How likely each skill that isn't known is logged anyway."""
SAYS_SO = 0.8
"""How likely a learner presses "I know this" when it is true."""
LEARNS, LATER, NOT_FOR_ME = 0.5, 0.15, 0.08
"""What happens to a suggestion that is new and ready; the rest is ignored."""
LATER_ANYWAY = 0.1
"""How likely a learner puts off a suggestion that they aren't ready for."""


@dataclass(slots=True)
class Learner:
    """One simulated person; ``knows`` is the truth, ``log`` is what the coach sees."""

    random: Random
    knows: set[str]
    log: list[Entry] = field(default_factory=list)

    def record(self, kind: EntryKind, skill_id: str, at: float) -> None:
        """Add an entry to the log."""
        number = str(len(self.log))
        self.log.append(Entry(number, "w", "p", at, kind, skill_id=skill_id))

    def is_ready(self, skill_id: str, needs: Prerequisites) -> bool:
        """Whether a skill is really new to them and they really know its prerequisites."""
        return skill_id not in self.knows and needs.closure((skill_id,)) <= self.knows

    def react(self, skills: Sequence[Skill], needs: Prerequisites, at: float) -> None:
        """React to suggestions as people do: know the skill, learn it, or put it off."""
        for skill in skills:
            chance = self.random.random()
            if skill.id in self.knows:
                if chance < SAYS_SO:
                    self.record(EntryKind.LEARNED, skill.id, at)
            elif not self.is_ready(skill.id, needs):
                if chance < LATER_ANYWAY:
                    self.record(EntryKind.LATER, skill.id, at)
            elif chance < LEARNS:
                self.knows.add(skill.id)
                self.record(EntryKind.LEARNED, skill.id, at)
            elif chance < LEARNS + LATER:
                self.record(EntryKind.LATER, skill.id, at)
            elif chance < LEARNS + LATER + NOT_FOR_ME:
                self.record(EntryKind.NOT_FOR_ME, skill.id, at)


def learner(seed: int, catalogue: Catalogue, needs: Prerequisites, rate: float) -> Learner:
    """Return a learner who logs ``rate`` (0 to 1) of what they know; the same for the same seed."""
    random = Random(seed)
    made = Learner(random, _knowledge(random, catalogue, needs, by_section=seed % 2 == 0))
    for skill_id in catalogue.skills:
        if random.random() < (rate if skill_id in made.knows else NOISE * (rate < 1)):
            made.record(EntryKind.LEARNED, skill_id, random.random() * -100 * DAY)
    made.log = [replace(e, id=str(n)) for n, e in enumerate(sorted(made.log, key=lambda e: e.at))]
    return made


def _knowledge(
    random: Random, catalogue: Catalogue, needs: Prerequisites, *, by_section: bool
) -> set[str]:
    size = random.randint(FEWEST, MOST)
    knows: set[str] = set()
    while len(knows) < size:
        fringe = [
            skill
            for skill in catalogue.skills.values()
            if skill.id not in knows and knows.issuperset(needs.direct(skill.id))
        ]
        if not fringe:
            break
        started = {catalogue.skills[skill_id].section_id for skill_id in knows}
        of_started = [skill for skill in fringe if skill.section_id in started]
        knows.add(random.choice(of_started if by_section and of_started else fringe).id)
    return knows

"""Made learners over a real skill map: what they know, what they log of it, what they do.

What a learner knows holds whatever it rests on. They log part of it, and now and then something
they do not know. Half of them learn section by section, half wherever something is open to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random

from bot.coaching.learning.entries import Entry, EntryKind
from bot.coaching.suggestions.candidates import DAY
from bot.coaching.suggestions.prerequisites import Needs
from knowledge.model import Catalogue, Skill

FEWEST, MOST = 4, 48
"""Skills a learner knows at first, of the map's 64."""
NOISE = 0.03
"""How likely a log holds a skill that is not known, for each skill that is not."""
SAYS_SO = 0.8
"""How likely "I know this" is pressed where it is true."""
LEARNS, LATER, NOT_FOR_ME = 0.5, 0.15, 0.08
"""What becomes of a suggestion that is new and open; the rest is left lying."""
LATER_ANYWAY = 0.1
"""How likely one that is not open to them is put off."""


@dataclass(slots=True)
class Learner:
    """One made person. ``knows`` is the truth, ``log`` what the coach is told."""

    random: Random
    knows: set[str]
    log: list[Entry] = field(default_factory=list)

    def say(self, kind: EntryKind, skill_id: str, at: float) -> None:
        """Adds to the log."""
        number = str(len(self.log))
        self.log.append(Entry(number, "w", "p", at, kind, skill_id=skill_id))

    def is_ready(self, skill_id: str, needs: Needs) -> bool:
        """Whether a skill is truly new to them and they truly have what it rests on."""
        return skill_id not in self.knows and needs.closure((skill_id,)) <= self.knows

    def react(self, skills: Sequence[Skill], needs: Needs, at: float) -> None:
        """Does with suggestions what people do: know them, learn them, put them off."""
        for skill in skills:
            chance = self.random.random()
            if skill.id in self.knows:
                if chance < SAYS_SO:
                    self.say(EntryKind.LEARNED, skill.id, at)
            elif not self.is_ready(skill.id, needs):
                if chance < LATER_ANYWAY:
                    self.say(EntryKind.LATER, skill.id, at)
            elif chance < LEARNS:
                self.knows.add(skill.id)
                self.say(EntryKind.LEARNED, skill.id, at)
            elif chance < LEARNS + LATER:
                self.say(EntryKind.LATER, skill.id, at)
            elif chance < LEARNS + LATER + NOT_FOR_ME:
                self.say(EntryKind.NOT_FOR_ME, skill.id, at)


def learner(seed: int, catalogue: Catalogue, needs: Needs, rate: float) -> Learner:
    """One learner who logs ``rate`` (0 to 1) of what they know; the same for the same seed."""
    random = Random(seed)
    made = Learner(random, _knowledge(random, catalogue, needs, by_section=seed % 2 == 0))
    for skill_id in catalogue.skills:
        if random.random() < (rate if skill_id in made.knows else NOISE * (rate < 1)):
            made.say(EntryKind.LEARNED, skill_id, random.random() * -100 * DAY)
    made.log = [replace(e, id=str(n)) for n, e in enumerate(sorted(made.log, key=lambda e: e.at))]
    return made


def _knowledge(random: Random, catalogue: Catalogue, needs: Needs, *, by_section: bool) -> set[str]:
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
        begun = {catalogue.skills[skill_id].section_id for skill_id in knows}
        of_begun = [skill for skill in fringe if skill.section_id in begun]
        knows.add(random.choice(of_begun if by_section and of_begun else fringe).id)
    return knows

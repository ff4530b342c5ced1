"""Finds a document's skills by exact name, and suggests the nearest name otherwise."""

from rapidfuzz import fuzz, process, utils

from knowledge.model import Outline, Skill
from knowledge.skillmap.plain import to_plain_text
from knowledge.skillmap.problem import quote

MOST_GUESSES = 100
"""Maximum suggestions; each needs a pass over all names."""
_NEAR = 60
"""Similarity (0 to 100) from which a name is suggested."""


class SkillNames:
    """The skills of one document by their names.

    A skill's name is its text. If two are equal, headings are put before it ("Section > text"), as
    many as needed. Of two equal skills under the same heading, the first is meant.
    """

    def __init__(self, outline: Outline) -> None:
        paths = {section.id: section.path for section in outline.sections}
        self._meant: dict[str, list[Skill]] = {}
        self._names: dict[str, str] = {}
        for skill in outline.skills:
            for name in _names(skill, paths[skill.section_id]):
                alike = self._meant.setdefault(name, [])
                if all(other.section_id != skill.section_id for other in alike):
                    alike.append(skill)
        for skill in outline.skills:
            names = _names(skill, paths[skill.section_id])
            self._names[skill.id] = next((n for n in names if len(self._meant[n]) == 1), names[-1])
        self._guesses = MOST_GUESSES

    def name_of(self, skill: Skill) -> str:
        """Return the shortest name that only this skill has."""
        return self._names[skill.id]

    def find(self, name: str) -> Skill | str:
        """Return the skill that a name means, or a message on what is wrong and what to do."""
        meant = self._meant.get(name, [])
        if len(meant) == 1:
            return meant[0]
        if meant:
            longer = self._names[meant[0].id]
            return f"{quote(name)} is in several sections; say which, for example {quote(longer)}"
        return f"{quote(name)} isn't a skill of the document; {self._guess(name)}"

    def _guess(self, name: str) -> str:
        self._guesses -= 1
        near = self._guesses >= 0 and process.extractOne(
            name,
            self._names,
            scorer=fuzz.token_set_ratio,
            processor=utils.default_process,
            score_cutoff=_NEAR,
        )
        return f"did you mean {quote(near[0])}?" if near else "use one of its bullets, as written"


def _names(skill: Skill, path: tuple[str, ...]) -> list[str]:
    """Return a skill's names, from its text alone to its text with all headings."""
    return [
        to_plain_text(" > ".join((*path[start:], skill.text))) for start in range(len(path), -1, -1)
    ]

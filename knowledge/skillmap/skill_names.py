"""Names in a skill map -> the document's skills: word for word, with the nearest offered else."""

from rapidfuzz import fuzz, process, utils

from knowledge.model import Outline, Skill
from knowledge.skillmap.plain import plain
from knowledge.skillmap.problem import quoted

MOST_GUESSES = 100
"""Looking for the nearest name costs a pass over all of them."""
_NEAR = 60
"""Of 100; below it no name looks like a slip of another."""


class Naming:
    """The skills of one document by their names.

    A skill's name is its text. Where two are alike, headings go before it ("Section > text"), as
    many as it takes; of two alike under one heading the first is meant.
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
        """The shortest name that means this skill and no other."""
        return self._names[skill.id]

    def find(self, name: str) -> Skill | str:
        """The skill a name means, or what is wrong with the name and what to do."""
        meant = self._meant.get(name, [])
        if len(meant) == 1:
            return meant[0]
        if meant:
            longer = self._names[meant[0].id]
            return f"{quoted(name)} is in several sections; say which, for example {quoted(longer)}"
        return f"{quoted(name)} isn't a skill of the document; {self._guess(name)}"

    def _guess(self, name: str) -> str:
        self._guesses -= 1
        near = self._guesses >= 0 and process.extractOne(
            name,
            self._names,
            scorer=fuzz.token_set_ratio,
            processor=utils.default_process,
            score_cutoff=_NEAR,
        )
        return f"did you mean {quoted(near[0])}?" if near else "use one of its bullets, as written"


def _names(skill: Skill, path: tuple[str, ...]) -> list[str]:
    """From the text alone to the text with all headings above it."""
    return [plain(" > ".join((*path[start:], skill.text))) for start in range(len(path), -1, -1)]

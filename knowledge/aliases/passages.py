"""An outline and the other words for its skills, as passages of it. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256

from knowledge.model import Grain, Outline, Passage

Alias = tuple[str, str]
"""A skill's id, and other words for it: a name or a question."""


def with_aliases(outline: Outline, written: Iterable[Alias] = ()) -> Outline:
    """The outline with its map's aliases, the ``written`` ones, and no others.

    Each is embedded below its skill's heading, as the skill is; those of unknown skills are left
    out, and so is what says the same twice.
    """
    told = outline.skill_map.aliases if outline.skill_map else ()
    own = tuple(p for p in outline.passages if p.grain is not Grain.ALIAS)
    return replace(outline, passages=(*own, *_laid((*told, *written), own)))


def aliases_of(outline: Outline) -> tuple[Alias, ...]:
    """The aliases that an outline holds, from wherever they came, in order."""
    return tuple(
        (passage.skill_id, passage.text)
        for passage in outline.passages
        if passage.grain is Grain.ALIAS and passage.skill_id
    )


def _laid(aliases: Iterable[Alias], own: tuple[Passage, ...]) -> Iterator[Passage]:
    of_skill = {p.skill_id: p for p in reversed(own) if p.skill_id}
    each_once: dict[Alias, Alias] = {}
    for skill_id, text in aliases:
        if skill_id in of_skill:
            each_once.setdefault((skill_id, text.casefold()), (skill_id, text))
    for order, (skill_id, text) in enumerate(each_once.values(), start=len(own)):
        skill = of_skill[skill_id]
        told = repr(("alias", skill_id, skill.context, text))
        alias_id = sha256(told.encode()).hexdigest()[:16]
        yield replace(skill, id=alias_id, grain=Grain.ALIAS, text=text, order=order)

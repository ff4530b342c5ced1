"""Adds aliases to an outline as passages. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256

from knowledge.model import Grain, Outline, Passage

Alias = tuple[str, str]
"""A skill's id and an alias for it: a name or a question."""


def with_aliases(outline: Outline, written: Iterable[Alias] = ()) -> Outline:
    """Return the outline with the aliases of its map and the ``written`` ones, and no others.

    Each is embedded with the same heading as its skill. Duplicates and aliases of unknown skills
    are left out.
    """
    from_map = outline.skill_map.aliases if outline.skill_map else ()
    own = tuple(p for p in outline.passages if p.grain is not Grain.ALIAS)
    return replace(outline, passages=(*own, *_alias_passages((*from_map, *written), own)))


def aliases_of(outline: Outline) -> tuple[Alias, ...]:
    """Return all aliases in an outline, in order."""
    return tuple(
        (passage.skill_id, passage.text)
        for passage in outline.passages
        if passage.grain is Grain.ALIAS and passage.skill_id
    )


def _alias_passages(aliases: Iterable[Alias], own: tuple[Passage, ...]) -> Iterator[Passage]:
    of_skill = {p.skill_id: p for p in reversed(own) if p.skill_id}
    each_once: dict[Alias, Alias] = {}
    for skill_id, text in aliases:
        if skill_id in of_skill:
            each_once.setdefault((skill_id, text.casefold()), (skill_id, text))
    for order, (skill_id, text) in enumerate(each_once.values(), start=len(own)):
        skill = of_skill[skill_id]
        identity = repr(("alias", skill_id, skill.context, text))
        alias_id = sha256(identity.encode()).hexdigest()[:16]
        yield replace(skill, id=alias_id, grain=Grain.ALIAS, text=text, order=order)

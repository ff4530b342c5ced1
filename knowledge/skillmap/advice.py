"""Warns about what is allowed in a skill map but is probably a mistake. Pure."""

from collections.abc import Iterator

from knowledge.model import Outline, SkillMap
from knowledge.skillmap.problem import quote


def advice(skill_map: SkillMap, outline: Outline) -> tuple[str, ...]:
    """Return warnings, one sentence each.

    They are about skills that need nothing and that nothing needs, aliases of two skills, and roles
    that can't be found by name.
    """
    return (*_alone(skill_map, outline), *_shared_aliases(skill_map, outline), *_roles(skill_map))


def _alone(skill_map: SkillMap, outline: Outline) -> Iterator[str]:
    joined = {skill_id for edge in skill_map.prerequisites for skill_id in edge[:2]}
    for skill in outline.skills:
        if skill.id not in joined:
            yield (
                f"{quote(skill.text)} needs nothing and nothing needs it. Add what it builds on."
            )


def _shared_aliases(skill_map: SkillMap, outline: Outline) -> Iterator[str]:
    texts = {skill.id: skill.text for skill in outline.skills}
    meant: dict[str, str] = {text.casefold(): skill_id for skill_id, text in texts.items()}
    for skill_id, alias in skill_map.aliases:
        other = meant.setdefault(alias.casefold(), skill_id)
        if other != skill_id:
            both = f"{quote(texts[other])} and {quote(texts[skill_id])}"
            yield f"{quote(alias)} is an alias of both {both}. Keep one of them."


def _roles(skill_map: SkillMap) -> Iterator[str]:
    """Yield warnings about roles with the same name, of which only the first can be found."""
    taken: dict[str, str] = {}
    for role in skill_map.roles:
        names = {name.casefold() for name in (role.name, *role.aliases)}
        free = {name for name in names if taken.get(name, role.name) == role.name}
        lost = sorted(names - free)
        if not free:
            yield f"The role {quote(role.name)} can't be found: other roles have all its names."
        elif lost:
            others = quote(taken[lost[0]])
            yield f"{quote(lost[0])} is an alias of the roles {others} and {quote(role.name)}."
        taken |= dict.fromkeys(free, role.name)

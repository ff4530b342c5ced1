"""Reads a map file into a SkillMap, or finds everything that is wrong with it."""

from dataclasses import dataclass, field

import yaml

from knowledge.model import Outline, Role, Skill, SkillMap
from knowledge.skillmap.cycles import find_cycles
from knowledge.skillmap.fields import (
    LONGEST_ALIAS,
    LONGEST_NAME,
    LONGEST_REASON,
    Fields,
    Text,
    is_empty,
)
from knowledge.skillmap.problem import Problem, quote
from knowledge.skillmap.skill_names import SkillNames
from knowledge.skillmap.yaml_tree import UnreadableMap, read_tree


@dataclass(frozen=True, slots=True)
class MapReading:
    """The map, or None and the problems sorted by line."""

    skill_map: SkillMap | None
    problems: tuple[Problem, ...] = ()


def read_map(data: bytes, outline: Outline) -> MapReading:
    """Read the map of a document. Never raises; returns all problems at once."""
    try:
        top = read_tree(data)
    except UnreadableMap as error:
        return MapReading(None, (error.problem,))
    reader = _Reader(outline)
    made = reader.read(top)
    problems = tuple(sorted(reader.fields.problems))
    return MapReading(None, problems) if problems else MapReading(made)


@dataclass(slots=True)
class _Needs:
    """The prerequisites so far: (skill, needed skill) -> the reason, and the line in the file."""

    why: dict[tuple[str, str], str] = field(default_factory=dict)
    lines: dict[tuple[str, str], int] = field(default_factory=dict)


class _Reader:
    """Reads one map. Skills are looked up by name, and named in problems."""

    def __init__(self, outline: Outline) -> None:
        self.fields = Fields()
        self._naming = SkillNames(outline)
        self._skills = {skill.id: skill for skill in outline.skills}
        self._needs = _Needs()
        self._aliases: dict[tuple[str, str], None] = {}
        self._weights: dict[str, float] = {}

    def read(self, top: yaml.Node | None) -> SkillMap:
        """Return as much of the map as can be read; ``fields.problems`` says what is wrong."""
        parts = self.fields.record(top, "the map", ("skills", "roles"))
        seen: dict[str, int] = {}
        for name, node in self.fields.mapping(parts.get("skills"), "skills"):
            if skill := self._once(name, seen):
                self._skill(skill, name, node)
        self._refuse_cycles()
        roles = self.fields.mapping(parts.get("roles"), "roles")
        return SkillMap(
            tuple((skill, needed, why) for (skill, needed), why in self._needs.why.items()),
            tuple(self._aliases),
            tuple(self._role(name, node) for name, node in self._roles_once(roles)),
            tuple(self._weights.items()),
        )

    def _once(self, name: Text, seen: dict[str, int]) -> Skill | None:
        """Return the skill of that name; None, with a problem, if it is unknown or in ``seen``."""
        found = self._naming.find(name.value)
        if isinstance(found, str):
            self.fields.wrong(name.line, found)
        elif found.id in seen:
            message = f"{quote(name.value)} is already on line {seen[found.id]}; merge the two"
            self.fields.wrong(name.line, message)
        else:
            seen[found.id] = name.line
            return found
        return None

    def _skill(self, skill: Skill, name: Text, node: yaml.Node) -> None:
        what = quote(name.value)
        parts = self.fields.record(node, what, ("needs", "aliases", "weight"))
        self._read_needs(skill, what, parts.get("needs"))
        for alias in self._texts(parts.get("aliases"), f"aliases of {what}"):
            self._aliases[skill.id, alias.value] = None
        weight = parts.get("weight")
        if weight is not None and (number := self.fields.weight(weight, what)):
            self._weights[skill.id] = number

    def _read_needs(self, skill: Skill, what: str, node: yaml.Node | None) -> None:
        """Read what a skill needs: a mapping from names to reasons, or a list of names."""
        if isinstance(node, yaml.MappingNode):
            named = self.fields.mapping(node, f"needs of {what}")
            needs = [(name, self._reason(reason, name)) for name, reason in named]
        else:
            named_only = self._texts(node, f"needs of {what}", LONGEST_NAME)
            needs = [(name, "") for name in named_only]
        seen: dict[str, int] = {}
        for name, why in needs:
            needed = self._once(name, seen)
            if needed and needed.id == skill.id:
                self.fields.wrong(name.line, f"{what} needs itself; remove that")
            elif needed:
                self._needs.why[skill.id, needed.id] = why
                self._needs.lines[skill.id, needed.id] = name.line

    def _reason(self, node: yaml.Node, needed: Text) -> str:
        if is_empty(node):
            return ""
        what = f"the reason for {quote(needed.value)}"
        reason = self.fields.text(node, what, LONGEST_REASON)
        return reason.value if reason else ""

    def _texts(self, node: yaml.Node | None, what: str, longest: int = LONGEST_ALIAS) -> list[Text]:
        parts = self.fields.items(node, what)
        texts = (self.fields.text(part, f"one of the {what}", longest) for part in parts)
        return [text for text in texts if text]

    def _roles_once(self, roles: list[tuple[Text, yaml.Node]]) -> list[tuple[Text, yaml.Node]]:
        """Return the roles without duplicates, ignoring case."""
        first: dict[str, tuple[Text, yaml.Node]] = {}
        for name, node in roles:
            there = first.setdefault(name.value.casefold(), (name, node))[0]
            if there is not name:
                message = f"the role {quote(name.value)} is already on line {there.line}"
                self.fields.wrong(name.line, f"{message}; merge the two")
        return list(first.values())

    def _role(self, name: Text, node: yaml.Node) -> Role:
        what = f"the role {quote(name.value)}"
        parts = self.fields.record(node, what, ("aliases", "skills"))
        aliases = self._texts(parts.get("aliases"), f"aliases of {what}")
        entries = self.fields.mapping(parts.get("skills"), f"skills of {what}")
        if not entries:
            self.fields.wrong(name.line, f"{what} has no skills; name some with weights")
        seen: dict[str, int] = {}
        weights = []
        for named, weight in entries:
            number = self.fields.weight(weight, quote(named.value))
            if (skill := self._once(named, seen)) and number:
                weights.append((skill.id, number))
        return Role(name.value, tuple(dict.fromkeys(a.value for a in aliases)), tuple(weights))

    def _refuse_cycles(self) -> None:
        needs: dict[str, list[str]] = {}
        for skill, needed in self._needs.why:
            needs.setdefault(skill, []).append(needed)
        for cycle in find_cycles(needs):
            steps = list(zip(cycle, (*cycle[1:], cycle[0]), strict=True))
            described = "; ".join(
                f"{self._quote(skill)} needs {self._quote(needed)} "
                f"(line {self._needs.lines[skill, needed]})"
                for skill, needed in steps
            )
            line = max(self._needs.lines[step] for step in steps)
            self.fields.wrong(line, f"these need each other in a circle: {described}; remove one")

    def _quote(self, skill_id: str) -> str:
        return quote(self._naming.name_of(self._skills[skill_id]), 60)

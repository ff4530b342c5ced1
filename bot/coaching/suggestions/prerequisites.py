"""What a skill needs first: from a document's skill map, else from the order of what it lists.

An edge of a map is *firm*: knowing the later skill shows that the earlier one is known. Mere order
is *soft*: a bullet comes after the one above it, but nobody who knows it need know that one. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from knowledge.model import Catalogue, Outline, Section, Skill

Edges = dict[str, dict[str, str]]
"""Skill id -> what it needs directly -> why, "" where nobody said."""


@dataclass(frozen=True, slots=True)
class Needs:
    """All needs of a catalogue, without cycles. Ids it does not know need nothing."""

    firm: Edges = field(default_factory=dict)
    soft: Edges = field(default_factory=dict)

    def direct(self, skill_id: str) -> tuple[str, ...]:
        """What a skill needs directly, in the order given."""
        return (*self.firm.get(skill_id, ()), *self.soft.get(skill_id, ()))

    def closure(self, skill_ids: Iterable[str]) -> frozenset[str]:
        """All that these skills rest on, without themselves unless one rests on another."""
        return self._closed(skill_ids, (self.firm, self.soft))

    def shown_by(self, skill_ids: Iterable[str]) -> frozenset[str]:
        """All that knowing these skills shows to be known: the closure of firm needs alone."""
        return self._closed(skill_ids, (self.firm,))

    def why(self, skill_id: str, needed_id: str) -> str:
        """Why one needs the other, in a document's words or as the order tells; else ""."""
        reasons = self.firm.get(skill_id, {}) | self.soft.get(skill_id, {})
        return reasons.get(needed_id, "")

    def _closed(self, skill_ids: Iterable[str], among: tuple[Edges, ...]) -> frozenset[str]:
        reached: set[str] = set()
        waiting = list(skill_ids)
        while waiting:
            skill_id = waiting.pop()
            new = [n for edges in among for n in edges.get(skill_id, ()) if n not in reached]
            reached.update(new)
            waiting += new
        return frozenset(reached)


def needs(catalogue: Catalogue) -> Needs:
    """The needs of all documents. A need of a skill that no document has is left out."""
    firm: Edges = {}
    soft: Edges = {}
    for outline in catalogue.outlines:
        if outline.skill_map and outline.skill_map.prerequisites:
            _add(firm, outline.skill_map.prerequisites, catalogue)
        else:
            _add(soft, _by_order(outline), catalogue)
    return Needs(_without_cycles(firm), soft)


def _add(edges: Edges, found: Iterable[tuple[str, str, str]], catalogue: Catalogue) -> None:
    for skill_id, needed, why in found:
        if skill_id in catalogue.skills and needed in catalogue.skills:
            edges.setdefault(skill_id, {}).setdefault(needed, why)


def _by_order(outline: Outline) -> Iterator[tuple[str, str, str]]:
    """Within a section each bullet after the one above; a subsection after what it details."""
    held: dict[str, list[Skill]] = {}
    for skill in sorted(outline.skills, key=lambda s: s.order):
        held.setdefault(skill.section_id, []).append(skill)
    listing = [section for section in outline.sections if section.id in held]
    by_path = {section.path: section for section in listing}
    for section in listing:
        listed = held[section.id]
        why = f"it comes just before it in {section.title}"
        yield from ((later.id, earlier.id, why) for earlier, later in pairwise(listed))
        if above := _above(section, by_path):
            yield listed[0].id, held[above.id][0].id, f"{above.title} starts with it"


def _above(section: Section, by_path: dict[tuple[str, ...], Section]) -> Section | None:
    """The nearest heading above a section that lists skills itself."""
    shorter = (section.path[:n] for n in range(len(section.path) - 1, 0, -1))
    return next((by_path[path] for path in shorter if path in by_path), None)


def _without_cycles(edges: Edges) -> Edges:
    """The edges in their order, without those that would close a cycle.

    Maps are checked when they are read; this keeps what walks along the edges safe whatever is
    stored. Depth first, iteratively: a chain may be longer than Python's stack.
    """
    kept: Edges = {}
    under_way: dict[str, Iterator[str]] = {}
    done: set[str] = set()
    for root in edges:
        if root in done:
            continue
        under_way[root] = iter(edges[root])
        while under_way:
            skill_id = next(reversed(under_way))
            needed = next(under_way[skill_id], None)
            if needed is None:
                under_way.popitem()
                done.add(skill_id)
            elif needed not in under_way:
                kept.setdefault(skill_id, {})[needed] = edges[skill_id][needed]
                if needed not in done:
                    under_way[needed] = iter(edges.get(needed, ()))
    return kept

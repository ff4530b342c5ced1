"""Prerequisites of skills, from a document's skill map or else from the order of its lists. Pure.

Edges from a map are *firm*: knowing the later skill implies the earlier one. Document order is
*soft*: a bullet comes after the one above it, but knowing it implies nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from knowledge.model import Catalogue, Outline, Section, Skill

Edges = dict[str, dict[str, str]]
"""Skill id -> direct prerequisite -> the reason, "" if none was given."""


@dataclass(frozen=True, slots=True)
class Prerequisites:
    """All prerequisites in a catalogue, without cycles. Unknown ids have none."""

    firm: Edges = field(default_factory=dict)
    soft: Edges = field(default_factory=dict)

    def direct(self, skill_id: str) -> tuple[str, ...]:
        """Return a skill's direct prerequisites, in the order given."""
        return (*self.firm.get(skill_id, ()), *self.soft.get(skill_id, ()))

    def closure(self, skill_ids: Iterable[str]) -> frozenset[str]:
        """Return all prerequisites of these skills, direct and indirect.

        The skills themselves are included only if another one needs them.
        """
        return self._closed(skill_ids, (self.firm, self.soft))

    def shown_by(self, skill_ids: Iterable[str]) -> frozenset[str]:
        """Return everything implied by knowing these skills: the closure over firm edges alone."""
        return self._closed(skill_ids, (self.firm,))

    def why(self, skill_id: str, needed_id: str) -> str:
        """Return why one needs the other, in a document's words or by its order; "" if unknown."""
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


def find_prerequisites(catalogue: Catalogue) -> Prerequisites:
    """Return the prerequisites in all documents. Edges to unknown skills are left out."""
    firm: Edges = {}
    soft: Edges = {}
    for outline in catalogue.outlines:
        if outline.skill_map and outline.skill_map.prerequisites:
            _add(firm, outline.skill_map.prerequisites, catalogue)
        else:
            _add(soft, _by_order(outline), catalogue)
    return Prerequisites(_without_cycles(firm), soft)


def _add(edges: Edges, found: Iterable[tuple[str, str, str]], catalogue: Catalogue) -> None:
    for skill_id, needed, why in found:
        if skill_id in catalogue.skills and needed in catalogue.skills:
            edges.setdefault(skill_id, {}).setdefault(needed, why)


def _by_order(outline: Outline) -> Iterator[tuple[str, str, str]]:
    """Yield edges: from bullet to bullet in a section, and from a section to its subsections."""
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
    """Return the nearest heading above a section that lists skills itself, or None."""
    shorter = (section.path[:n] for n in range(len(section.path) - 1, 0, -1))
    return next((by_path[path] for path in shorter if path in by_path), None)


def _without_cycles(edges: Edges) -> Edges:
    """Return the edges in their order, without those that would close a cycle.

    Maps are checked when they are read; this keeps graph walks safe whatever is stored. Depth first
    and iterative: a chain may be longer than Python's stack.
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

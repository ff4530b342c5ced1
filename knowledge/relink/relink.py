"""Matches skills that were reworded or moved to their old versions, to keep people's history. Pure.

An id is derived from the document's name, the headings and the skill's text, so editing any of
them gives a new id. Between the ids that are gone after an ingest and the new ones, equal texts
are the same skill, wherever they are now. The rest are paired by how well their words cover each
other, above a threshold.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.model import Outline, Skill
from knowledge.relink.similarity import ALIKE, coverage, words


@dataclass(frozen=True, slots=True)
class _PlacedSkill:
    """A skill and its position."""

    skill: Skill
    document_id: str
    heading: str

    @property
    def text(self) -> str:
        """Its text without differences in case, spaces and a final period."""
        return " ".join(self.skill.text.casefold().split()).rstrip(".")


_Pair = tuple[_PlacedSkill, _PlacedSkill]
"""A skill that is gone, and one that it may have become."""


def relink(old: Sequence[Outline], new: Sequence[Outline]) -> dict[str, str]:
    """Map ids of ``old`` that ``new`` lacks to ids of ``new`` that ``old`` lacks, one to one."""
    before, after = _placed(old), _placed(new)
    lost = [each for id_, each in before.items() if id_ not in after]
    fresh = [each for id_, each in after.items() if id_ not in before]
    links = dict(_one_to_one(_same(lost, fresh)))
    lost = [each for each in lost if each.skill.id not in links]
    taken = set(links.values())
    fresh = [each for each in fresh if each.skill.id not in taken]
    return links | dict(_one_to_one(_alike(lost, fresh)))


def carry_successors(
    old: Sequence[Outline], new: Sequence[Outline], links: Mapping[str, str]
) -> tuple[Outline, ...]:
    """Return ``new`` with all successors from ``old`` and ``links``, with chains made one step.

    ``old`` and ``new`` are the whole library, before and after. A successor that is gone is kept,
    because it may come back; an id that exists again needs none. Each one is stored with the
    document that lost the skill, so that one commit stores both, or with its successor's document
    if the former is gone.
    """
    steps = {a: b for outline in old for a, b in outline.successors} | dict(links)
    now = {skill.id: outline.document.id for outline in new for skill in outline.skills}
    homes = {id_: outline.document.id for outline in old for id_ in _ids(outline)}
    left = {outline.document.id for outline in new}
    successors: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for id_ in sorted(steps.keys() - now.keys()):
        last = _last(id_, steps, now)
        home = homes.get(id_, "")
        if home not in left:
            home = now.get(last, min(left, default=""))
        successors[home].append((id_, last))
    return tuple(
        _with_successors(outline, tuple(successors[outline.document.id])) for outline in new
    )


def _placed(outlines: Iterable[Outline]) -> dict[str, _PlacedSkill]:
    """Return the skills with their positions, by id, in reading order."""
    found = {}
    for outline in outlines:
        headings = {section.id: section.title for section in outline.sections}
        for skill in outline.skills:
            found[skill.id] = _PlacedSkill(skill, outline.document.id, headings[skill.section_id])
    return found


def _same(lost: Iterable[_PlacedSkill], fresh: Iterable[_PlacedSkill]) -> list[_Pair]:
    """Return pairs with the same text, nearest positions first."""
    by_text = defaultdict(list)
    for one in fresh:
        by_text[one.text].append(one)
    pairs = [(gone, one) for gone in lost for one in by_text[gone.text]]
    return sorted(pairs, key=_distance)


def _alike(lost: Iterable[_PlacedSkill], fresh: Iterable[_PlacedSkill]) -> list[_Pair]:
    """Return pairs above the threshold, best coverage first, then nearest positions."""
    by_word = defaultdict(list)
    for one in fresh:
        for word in words(one.skill.text).about:
            by_word[word].append(one)
    ranked = []
    for gone in lost:
        mine = words(gone.skill.text)
        near = {one.skill.id: one for word in mine.about for one in by_word[word]}
        for one in near.values():
            covered = coverage(mine, words(one.skill.text))
            if covered >= ALIKE:
                ranked.append((-covered, _distance((gone, one)), (gone, one)))
    return [pair for *_, pair in sorted(ranked, key=lambda one: one[:2])]


def _distance(pair: _Pair) -> tuple[bool, bool, int, str, str]:
    """Return a sort key for how far apart two skills are; the ids make it deterministic."""
    a, b = pair
    steps = abs(a.skill.order - b.skill.order)
    return a.document_id != b.document_id, a.heading != b.heading, steps, a.skill.id, b.skill.id


def _one_to_one(pairs: Iterable[_Pair]) -> Iterator[tuple[str, str]]:
    """Yield the ids of each pair, skipping pairs with a skill that was used in a better pair."""
    taken: set[str] = set()
    for gone, one in pairs:
        if gone.skill.id not in taken and one.skill.id not in taken:
            taken |= {gone.skill.id, one.skill.id}
            yield gone.skill.id, one.skill.id


def _ids(outline: Outline) -> Iterator[str]:
    """Yield the ids of a document's skills and those that it has successors for."""
    yield from (skill.id for skill in outline.skills)
    yield from (old for old, _ in outline.successors)


def _last(id_: str, steps: Mapping[str, str], now: Mapping[str, str]) -> str:
    """Follow a chain of successors to the first id that exists now, or else to its end."""
    seen: set[str] = set()
    while id_ in steps and id_ not in now and id_ not in seen:
        seen.add(id_)
        id_ = steps[id_]
    return id_


def _with_successors(outline: Outline, successors: tuple[tuple[str, str], ...]) -> Outline:
    if outline.successors == successors:
        return outline
    return replace(outline, successors=successors)

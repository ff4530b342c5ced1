"""What a person works towards, in their own words -> how much each skill serves it.

Three sources, of which the strongest word on each skill counts: a role that a document's map names
(else one of the field, by its topics); a wish of the field that the goal is near to in meaning;
and what a search for the goal itself finds, where it is sure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from knowledge.goals.names import Names, forms
from knowledge.goals.weights import Weights, scaled, strongest, trimmed, weights
from knowledge.model import Catalogue, Role
from knowledge.retrieval import confidence, smalltalk
from knowledge.retrieval.question import clean, content_words

if TYPE_CHECKING:
    from knowledge.lexicon.phrases import Found
    from knowledge.ports import Embedder, Vectors
    from knowledge.retrieval.scored_query import ScoredQuery
    from knowledge.retrieval.searcher import Searcher

LONGEST = 400
"""Letters of a goal that are read."""
SURE = 0.5
"""Confidence from which what a search finds counts."""
NEAR = 0.62
"""Cosine from which a goal means a wish of the table."""
SPREAD = 2.5
"""In what measure of a skill's score (in logits) its weight falls; of topics ``NARROW``."""
NARROW = 1.5
SECTION_SHARE = 0.5
"""What a skill has of its section's weight, at least."""
BESIDE = 0.6
"""What a role or a wish still counts where a search for the words themselves is sure."""

_OPENING = re.compile(
    r"^(?:(?:my goal is|goal:?|i want|i'd like|i would like|i hope|i need|i wish|to be able|"
    r"be able|help me|to|become|becoming|get|getting|be|learn|learning|about|know|more|better at|"
    r"good at|into|set up|use|master|understand|improve|work with|an?|the|"
    r"ich (?:möchte|will)|je (?:veux|voudrais)|quiero|quero|voglio|devenir|ser|aprender|"
    r"apprendre|lernen)[\s:,]+)+",
    re.I,
)

_ABOUT_WORK = """
    career company day dev developer developers engineer engineers expert future job junior lead
    level move one programmer role senior someone specialist start team work working year years
"""
_OF_ROLES = frozenset(_ABOUT_WORK.split())
"""Words that say no more beside a role's name."""


class Goals:
    """Thread-safe. One embedding call for a goal, and one for each role of the field once."""

    def __init__(
        self,
        searcher: Searcher,
        embedder: Embedder,
        catalogue: Callable[[], Catalogue],
        aims: Sequence[Aim] | None = None,
    ) -> None:
        """``aims`` are the field's; by default those that ship with the coach."""
        self._searcher = searcher
        self._embedder = embedder
        self._catalogue = catalogue
        self._given = aims
        self._lock = Lock()
        self._wishes: Vectors | None = None

    @cached_property
    def _aims(self) -> tuple[Aim, ...]:
        return load() if self._given is None else tuple(self._given)

    @cached_property
    def _names(self) -> Names[Aim]:
        return Names((f, aim) for aim in self._aims for name in aim.names for f in forms(name))

    def weigh(self, goal: str) -> Weights:
        """Skill id -> how much it serves the goal, above 0, 1 for what serves it most.

        Empty where the documents hold nothing of it. Never raises.
        """
        text = clean(goal[:LONGEST])
        if not content_words(text) or smalltalk.kind_of(text) is not None:
            return {}
        named, rest = self._named(text)
        asked = _OPENING.sub("", rest).strip()
        (seen,) = self._searcher.look([asked]) if content_words(asked) else (None,)
        found = _found(seen) if seen else {}
        wished = {} if named else self._wished(seen.text if seen else text)
        share = BESIDE if found else 1.0
        return trimmed(strongest([found, scaled(named, share), scaled(wished, share)]))

    def _named(self, text: str) -> tuple[Weights, str]:
        """What the roles that a goal names weigh, and the rest of its words."""
        outlines = self._catalogue().outlines
        roles = [role for o in outlines if o.skill_map for role in o.skill_map.roles]
        by_name = Names(
            (form, role)
            for role in roles
            for name in (role.name, *role.aliases)
            for form in forms(name)
        )
        if theirs := by_name.find(text):
            return strongest([_of_role(found.value) for found in theirs]), _without(text, theirs)
        if known := self._names.find(text):
            meant = [self._meant(found.value, by_name) for found in known]
            return strongest(meant), _without(text, known)
        return {}, text

    def _meant(self, aim: Aim, roles: Names[Role]) -> Weights:
        """An aim of the field as a map has it under another name, else by its topics."""
        theirs = (role for name in aim.names if (role := roles.lookup(name)))
        role = next(theirs, None)
        return _of_role(role) if role else self._served(aim)

    def _wished(self, text: str) -> Weights:
        """What the nearest wishes of the field weigh."""
        wishes = [(wish, aim) for aim in self._aims for wish in aim.wishes]
        if not wishes:
            return {}
        (vector,) = self._embedder.embed([text])
        near = self._wish_vectors([wish for wish, _ in wishes]) @ vector
        best = int(np.argmax(near))
        if near[best] < NEAR:
            return {}
        return scaled(self._served(wishes[best][1]), float(near[best]))

    def _wish_vectors(self, wishes: Sequence[str]) -> Vectors:
        with self._lock:
            if self._wishes is None:
                self._wishes = self._embedder.embed(wishes)
            return self._wishes

    def _served(self, aim: Aim) -> Weights:
        """What an aim's topics find, less for each next one."""
        if not aim.topics:
            return {}
        sightings = self._searcher.look(aim.topics)
        fall = 0.5 / len(sightings)
        return strongest(
            [
                scaled(weights(seen, NARROW, 0.0), 1 - fall * place)
                for place, seen in enumerate(sightings)
                if seen is not None and confidence.score(seen) >= SURE
            ]
        )


def _of_role(role: Role) -> Weights:
    return dict(role.weights)


def _without(text: str, found: Sequence[Found[Any]]) -> str:
    """What else a goal says than the names in it; nothing where that is only about having a job."""
    for each in reversed(found):
        text = f"{text[: each.start]} {text[each.end :]}"
    return text if set(content_words(text)) - _OF_ROLES else ""


def _found(seen: ScoredQuery) -> Weights:
    sure = max(confidence.score(seen), confidence.score_phrase(seen))
    return scaled(weights(seen, SPREAD, SECTION_SHARE), sure) if sure >= SURE else {}


@dataclass(frozen=True, slots=True)
class Aim:
    """Something people work towards. ``topics`` stand with what serves it most first.

    Without topics it lies outside the field: "learn Spanish" means no programming language.
    """

    names: tuple[str, ...]
    wishes: tuple[str, ...]
    topics: tuple[str, ...]


@cache
def load() -> tuple[Aim, ...]:
    """The table that ships with the coach; read once."""
    import yaml

    # The C loader is several times faster; not every build of PyYAML has it.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = resources.files(__package__).joinpath("field.yaml").read_text("utf-8")
    return tuple(_aim(row) for row in yaml.load(text, Loader=loader))  # noqa: S506


def _aim(row: dict[str, list[str]]) -> Aim:
    return Aim(*(tuple(row.get(key, ())) for key in ("names", "wishes", "topics")))

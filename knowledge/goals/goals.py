"""Weighs skills by how much they contribute to a goal in someone's own words.

The largest weight of three sources counts for each skill: a role named in a document's map (else
one of the field's, by its topics), a phrase of the field that is near to the goal in meaning, and
a search for the goal itself if its result is sure.
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
from knowledge.goals.weights import Weights, merge_strongest, scale, trim, weights
from knowledge.model import Catalogue, Role
from knowledge.retrieval import confidence, smalltalk
from knowledge.retrieval.question import clean, content_words

if TYPE_CHECKING:
    from knowledge.lexicon.phrases import Found
    from knowledge.ports import Embedder, Vectors
    from knowledge.retrieval.scored_query import ScoredQuery
    from knowledge.retrieval.searcher import Searcher

LONGEST = 400
"""Characters of a goal that are read."""
SURE = 0.5
"""Confidence from which a search result counts."""
NEAR = 0.62
"""Cosine from which a goal means the same as a phrase in the table."""
SPREAD = 2.5
"""Logits over which a skill's weight falls by a factor of e; for topics it is ``NARROW``."""
NARROW = 1.5
COVERED = 0.5
"""Share of an aim's topics that the documents must cover to be a path to it: three backend skills
are no path to a front-end job."""
SECTION_SHARE = 0.5
"""The share of its section's weight that a skill gets at least."""
SHARE_WITH_SEARCH = 0.6
"""How much a role or phrase counts if the search for the goal's own words is sure."""

# "I want to become a " before the goal itself.
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
"""Words that add nothing to a role's name."""


class Goals:
    """Weighs goals. Thread-safe; one embedding call per goal, plus one per field role once."""

    def __init__(
        self,
        searcher: Searcher,
        embedder: Embedder,
        catalogue: Callable[[], Catalogue],
        aims: Sequence[Aim] | None = None,
    ) -> None:
        """Weigh goals with the field's ``aims``, by default those that ship with the coach."""
        self._searcher = searcher
        self._embedder = embedder
        self._catalogue = catalogue
        self._given = aims
        self._lock = Lock()
        self._phrase_vectors: Vectors | None = None

    @cached_property
    def _aims(self) -> tuple[Aim, ...]:
        return load() if self._given is None else tuple(self._given)

    @cached_property
    def _names(self) -> Names[Aim]:
        return Names((f, aim) for aim in self._aims for name in aim.names for f in forms(name))

    def weigh(self, goal: str) -> Weights:
        """Return skill ids with their weights for the goal, above 0 and 1 for the most important.

        Empty if the documents contain nothing for it.

        Raises:
            CoachError: the store or the embedder fails.
        """
        text = clean(goal[:LONGEST])
        if not content_words(text) or smalltalk.kind_of(text) is not None:
            return {}
        named, rest = self._by_name(text)
        asked = _OPENING.sub("", rest).strip()
        if not named and self._searcher.unknown(asked):
            return {}
        (query,) = self._searcher.look([asked]) if content_words(asked) else (None,)
        found = _found(query) if query else {}
        by_phrase = {} if named else self._by_phrase(query.text if query else text)
        share = SHARE_WITH_SEARCH if found else 1.0
        return trim(merge_strongest([found, scale(named, share), scale(by_phrase, share)]))

    def _by_name(self, text: str) -> tuple[Weights, str]:
        """Return the weights of the roles that a goal names, and the rest of its text."""
        outlines = self._catalogue().outlines
        roles = [role for o in outlines if o.skill_map for role in o.skill_map.roles]
        by_name = Names(
            (form, role)
            for role in roles
            for name in (role.name, *role.aliases)
            for form in forms(name)
        )
        if roles_found := by_name.find(text):
            meant = [_role_weights(found.value) for found in roles_found]
            return merge_strongest(meant), _without(text, roles_found)
        if known := self._names.find(text):
            meant = [self._by_aim(found.value, by_name) for found in known]
            return merge_strongest(meant), _without(text, known)
        return {}, text

    def _by_aim(self, aim: Aim, roles: Names[Role]) -> Weights:
        """Return the weights of a map's role with one of the aim's names, or else of its topics."""
        roles_found = (role for name in aim.names if (role := roles.lookup(name)))
        role = next(roles_found, None)
        return _role_weights(role) if role else self._by_topics(aim)

    def _by_phrase(self, text: str) -> Weights:
        """Return the weights of the aim with the nearest phrase, if that is near enough."""
        phrases = [(phrase, aim) for aim in self._aims for phrase in aim.phrases]
        if not phrases:
            return {}
        (vector,) = self._embedder.embed([text])
        near = self._embed_phrases([phrase for phrase, _ in phrases]) @ vector
        best = int(np.argmax(near))
        if near[best] < NEAR:
            return {}
        return scale(self._by_topics(phrases[best][1]), float(near[best]))

    def _embed_phrases(self, phrases: Sequence[str]) -> Vectors:
        with self._lock:
            if self._phrase_vectors is None:
                self._phrase_vectors = self._embedder.embed(phrases)
            return self._phrase_vectors

    def _by_topics(self, aim: Aim) -> Weights:
        """Return the weights of the skills that an aim's topics find; later topics count less."""
        if not aim.topics:
            return {}
        queries = self._searcher.look(aim.topics)
        fall = 0.5 / len(queries)
        covered = [
            scale(weights(query, NARROW, 0.0), 1 - fall * place)
            for place, query in enumerate(queries)
            if query is not None and confidence.score(query) >= SURE
        ]
        return merge_strongest(covered) if len(covered) >= COVERED * len(queries) else {}


def _role_weights(role: Role) -> Weights:
    return dict(role.weights)


def _without(text: str, found: Sequence[Found[Any]]) -> str:
    """Return a goal's text without the names; empty if the rest is only about having a job."""
    for each in reversed(found):
        text = f"{text[: each.start]} {text[each.end :]}"
    return text if set(content_words(text)) - _OF_ROLES else ""


def _found(query: ScoredQuery) -> Weights:
    sure = max(confidence.score(query), confidence.score_phrase(query))
    return scale(weights(query, SPREAD, SECTION_SHARE), sure) if sure >= SURE else {}


@dataclass(frozen=True, slots=True)
class Aim:
    """Something people work towards; ``topics`` are sorted by importance.

    ``phrases`` say it in everyday words. An aim without topics is outside the field: "learn
    Spanish" doesn't mean a programming language.
    """

    names: tuple[str, ...]
    phrases: tuple[str, ...]
    topics: tuple[str, ...]


@cache
def load() -> tuple[Aim, ...]:
    """Return the aims that ship with the coach; they are read once."""
    import yaml

    # The C loader is several times faster; not every build of PyYAML has it.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = resources.files(__package__).joinpath("field.yaml").read_text("utf-8")
    return tuple(_aim(row) for row in yaml.load(text, Loader=loader))  # noqa: S506


def _aim(row: dict[str, list[str]]) -> Aim:
    return Aim(*(tuple(row.get(key, ())) for key in ("names", "phrases", "topics")))

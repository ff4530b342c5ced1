"""What a person learned, in their own words -> the skills of the documents that it means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from knowledge.model import Candidate, Match
from knowledge.retrieval import confidence, smalltalk
from knowledge.retrieval.question import clean, content_words, words_of
from knowledge.retrieval.words import FUNCTION_WORDS

if TYPE_CHECKING:
    from knowledge.retrieval.scored_query import ScoredQuery
    from knowledge.retrieval.searcher import Searcher

KNOWN = 0.4
"""From this confidence on a skill is logged."""
SURE = 0.9
"""The same for each part of a sentence that is no plain list: "and" mostly joins one deed."""
LISTED_WORDS = 5
"""A list's items are no longer than this."""
CANDIDATES = 5
LONGEST = 600
"""Letters of a phrase that are read."""
PARTS = 6

_SEPARATOR = re.compile(
    r"\s*(?:[,;+&/\n•]|\b(?:and then|and also|as well as|and|plus|then|und|et|e|y|en)\b)\s*", re.I
)
_JOINING = frozenset(("of", "for", "in", "on", "with", "the", "a", "an", "by", "from", "to"))
_PREFIX = re.compile(
    r"^(?:(?:so |and |today|yesterday|(?:this|last) (?:week|morning|month)|finally|just|i|we|"
    r"have|had|i've|we've|learned|learnt|read|studied|practi[sc]ed|about|some|more|a bit of|how to|"
    r"worked on|working on|got into|played with|tried(?: out)?)[\s:,]+)+",
    re.I,
)


class SkillMatcher:
    """Thread-safe. One embedding call a phrase, whatever it lists."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher

    def match(self, phrase: str) -> Match:
        """Never raises. Skills are in the order in which the phrase names them."""
        if smalltalk.kind_of(phrase) is not None:
            return Match(phrase, False, (), ())
        told = _PREFIX.sub("", clean(phrase[:LONGEST])) or phrase[:LONGEST]
        parts = parts_of(told)
        seen, *pieces = self._searcher.look([told, *parts])
        if seen is None:
            return Match(phrase, False, (), ())
        whole = _candidates(seen)
        named = [_candidates(piece)[0] for piece in pieces if piece is not None]
        if not is_list(parts):
            named = _borne_out(named, whole)
        several = list({c.skill.id: c for c in named if c.confidence >= KNOWN}.values())
        if len(several) > 1 and (len(named) == len(parts)):
            return _match(phrase, several, whole)
        return _match(phrase, [c for c in whole[:1] if c.confidence >= KNOWN], whole)


def _borne_out(named: Sequence[Candidate], whole: Sequence[Candidate]) -> list[Candidate]:
    """Of a sentence's clauses, what each is surely about and the whole sentence is near to, too."""
    near = {candidate.skill.id for candidate in whole}
    return [c for c in named if c.confidence >= SURE and c.skill.id in near]


def parts_of(phrase: str) -> list[str]:
    """The items of a phrase that lists several, else nothing."""
    parts = [part.strip(" .!?:") for part in _SEPARATOR.split(phrase)]
    kept = [part for part in parts if content_words(part)]
    return kept if 1 < len(kept) <= PARTS else []


def is_list(parts: Sequence[str]) -> bool:
    """Whether parts read as the items of a list rather than as clauses of a sentence."""
    return all(_is_item(words_of(part)) for part in parts)


def _is_item(words: Sequence[str]) -> bool:
    return len(words) <= LISTED_WORDS and _JOINING.issuperset(FUNCTION_WORDS.intersection(words))


def _match(phrase: str, chosen: Sequence[Candidate], whole: Sequence[Candidate]) -> Match:
    skills = tuple(candidate.skill for candidate in chosen)
    rest = [c for c in whole if c.skill not in skills]
    candidates = (*sorted(chosen, key=lambda c: -c.confidence), *rest)[:CANDIDATES]
    return Match(phrase, bool(skills), skills, candidates)


def _candidates(seen: ScoredQuery) -> list[Candidate]:
    """The likeliest skills, best first: how likely any is meant, shared among them."""
    corpus, scores = seen.corpus, seen.signals.unit_scores
    any_meant = confidence.score_phrase(seen)
    shares = np.exp(scores - scores.max())
    best: dict[str, Candidate] = {}
    for row in np.argsort(-scores, kind="stable"):
        skill = corpus.catalogue.skills.get(corpus.units[row].skill_id or "")
        if skill is not None and skill.text not in best:
            section = corpus.sections[corpus.owners[row]]
            best[skill.text] = Candidate(skill, section, any_meant * float(shares[row]))
        if len(best) == CANDIDATES:
            break
    return list(best.values())

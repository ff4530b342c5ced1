"""Matches what someone says they learned to the documents' skills."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from knowledge.model import Candidate, Match
from knowledge.retrieval import confidence, smalltalk
from knowledge.retrieval.question import clean, content_words, words_of
from knowledge.text.words import FUNCTION_WORDS

if TYPE_CHECKING:
    from knowledge.retrieval.scored_query import ScoredQuery
    from knowledge.retrieval.searcher import Searcher

KNOWN = 0.4
"""Confidence from which the documents have a skill for a phrase."""
SURE = 0.9
"""Confidence from which a skill may be logged without asking, and from which a clause counts in a
sentence that isn't a plain list."""
LEAD = 0.8
"""How far a skill must then be ahead of the next one. The margin tells more than the confidence: of
phrases above ``SURE`` alone, one in ten means another skill on documents that nobody tuned on."""
SIMILAR = 0.4
"""Cosine of the phrase to the nearest passage that it then needs, unless it is ``OBVIOUS``."""
OBVIOUS = 0.98
OBVIOUS_LEAD = 0.9
"""Confidence and lead from which a phrase in everyday words, far from the document's, is clear."""
LISTED_WORDS = 5
"""Maximum words of an item in a list."""
CANDIDATES = 5
LONGEST = 600
"""Characters of a phrase that are read."""
PARTS = 6

# ", " or " and then " between the items of a list.
_SEPARATOR = re.compile(
    r"\s*(?:[,;+&/\n•]|\b(?:and then|and also|as well as|and|plus|then|und|et|e|y|en)\b)\s*", re.I
)
_JOINING = frozenset(("of", "for", "in", "on", "with", "the", "a", "an", "by", "from", "to"))
# "Today I finally learned about " before what was learned.
_PREFIX = re.compile(
    r"^(?:(?:so |and |today|yesterday|(?:this|last) (?:week|morning|month)|finally|just|i|we|"
    r"have|had|i've|we've|learned|learnt|read|studied|practi[sc]ed|about|some|more|a bit of|how to|"
    r"worked on|working on|got into|played with|tried(?: out)?)[\s:,]+)+",
    re.I,
)


class SkillMatcher:
    """Matches phrases to skills. Thread-safe; one embedding call per phrase."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher

    def match(self, phrase: str) -> Match:
        """Return the skills that a phrase means, in the order in which it names them.

        Raises:
            CoachError: the store or the embedder fails.
        """
        if smalltalk.kind_of(phrase) is not None:
            return Match(phrase, False, (), ())
        text = _PREFIX.sub("", clean(phrase[:LONGEST])) or phrase[:LONGEST]
        parts = parts_of(text)
        query, *pieces = self._searcher.look([text, *parts])
        if query is None:
            return Match(phrase, False, (), ())
        whole = _candidates(query)
        named = [_candidates(piece)[0] for piece in pieces if piece is not None]
        if not is_list(parts):
            named = _confirmed(named, whole)
        several = list({c.skill.id: c for c in named if c.confidence >= KNOWN}.values())
        if len(several) > 1 and (len(named) == len(parts)):
            clear = [_candidates(piece)[:2] for piece in pieces if piece is not None]
            sure = {each[0].skill.id for each in clear if _is_clear(each, text)}
            return _match(phrase, [c for c in several if c.skill.id in sure], whole, known=True)
        known = bool(whole) and whole[0].confidence >= KNOWN
        return _match(phrase, whole[:1] if _is_clear(whole, text) else [], whole, known=known)

    def match_all(self, phrases: Sequence[str]) -> tuple[Match, ...]:
        """Match each phrase as one thing, without looking for lists, in one embedding call.

        Raises:
            CoachError: the store or the embedder fails.
        """
        texts = [_PREFIX.sub("", clean(p[:LONGEST])) or p[:LONGEST] for p in phrases]
        matches = []
        for phrase, text, query in zip(phrases, texts, self._searcher.look(texts), strict=True):
            whole = _candidates(query) if query is not None else []
            known = bool(whole) and whole[0].confidence >= KNOWN
            clear = whole[:1] if _is_clear(whole, text) else []
            matches.append(_match(phrase, clear, whole, known=known))
        return tuple(matches)


def _is_clear(found: Sequence[Candidate], phrase: str) -> bool:
    """Whether the first candidate may be logged without asking."""
    if not found:
        return False
    first, second = found[0], found[1].confidence if len(found) > 1 else 0.0
    if phrase.casefold().strip(" .") == first.skill.text.casefold():
        return True
    lead = first.confidence - second
    if first.confidence >= OBVIOUS and lead >= OBVIOUS_LEAD:
        return True
    return first.confidence >= SURE and lead >= LEAD and first.similarity >= SIMILAR


def _confirmed(named: Sequence[Candidate], whole: Sequence[Candidate]) -> list[Candidate]:
    """Keep the clauses' skills that are sure and also near to the whole sentence."""
    near = {candidate.skill.id for candidate in whole}
    return [c for c in named if c.confidence >= SURE and c.skill.id in near]


def parts_of(phrase: str) -> list[str]:
    """Return the items of a phrase that lists several; empty for any other phrase."""
    parts = [part.strip(" .!?:") for part in _SEPARATOR.split(phrase)]
    kept = [part for part in parts if content_words(part)]
    return kept if 1 < len(kept) <= PARTS else []


def is_list(parts: Sequence[str]) -> bool:
    """Whether the parts are items of a list, not clauses of a sentence."""
    return all(_is_item(words_of(part)) for part in parts)


def _is_item(words: Sequence[str]) -> bool:
    return len(words) <= LISTED_WORDS and _JOINING.issuperset(FUNCTION_WORDS.intersection(words))


def _match(
    phrase: str, chosen: Sequence[Candidate], whole: Sequence[Candidate], *, known: bool
) -> Match:
    skills = tuple(candidate.skill for candidate in chosen)
    rest = [c for c in whole if c.skill not in skills]
    candidates = (*sorted(chosen, key=lambda c: -c.confidence), *rest)[:CANDIDATES]
    return Match(phrase, known, skills, candidates)


def _candidates(query: ScoredQuery) -> list[Candidate]:
    """Return the likeliest skills, best first, with the overall confidence split by score."""
    corpus, scores = query.corpus, query.signals.unit_scores
    any_meant = confidence.score_phrase(query)
    shares = np.exp(scores - scores.max())
    similarity = float(query.signals.units[:, 0].max())
    best: dict[str, Candidate] = {}
    for row in np.argsort(-scores, kind="stable"):
        skill = corpus.catalogue.skills.get(corpus.units[row].skill_id or "")
        if skill is not None and skill.text not in best:
            section = corpus.sections[corpus.owners[row]]
            best[skill.text] = Candidate(skill, section, any_meant * float(shares[row]), similarity)
        if len(best) == CANDIDATES:
            break
    return list(best.values())

"""Turns findings into an answer: where it is in the document, its words, and what to do next.

Every point is a passage's text, unchanged, under the citation of its section. The only sentence
that is not from the document explains a term, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.answers import phrases
from knowledge.model import Answer, Citation, Grain, Passage, Point, SectionHit
from knowledge.retrieval.findings import Findings
from knowledge.retrieval.question import clean
from knowledge.text.stems import stems

if TYPE_CHECKING:
    from knowledge.lexicon.lexicon import Lexicon, Term

CITED = 3
"""Sections one answer draws from at most."""
CLOSE = 1.2
"""How far below the best section (in logits) another may score and still be part of the answer."""
POINTS = 6
FIRST_POINTS = 4
"""Points of the best section where others follow."""
REST = 4
LONGEST_POINT = 600
EXPLAINED = 2
_MEANING = re.compile(r"\b(what(?:'s| is| are| does)|meaning|mean|means|explain|define)\b", re.I)
"""Asks what a word means."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One section of an answer: its citation and the passages shown from it."""

    citation: Citation
    hit: SectionHit
    passages: tuple[Passage, ...]


def compose(found: Findings, lexicon: Lexicon, *, pick: str = "", again: bool = False) -> Answer:
    """Return the answer to findings with at least one hit.

    ``again``: the sections were asked for again; ``pick``: show only the line with this text.
    """
    parts = _parts(found.hits[:1] if again else _close(found.hits), pick)
    points = tuple(
        Point(_told(passage), part.citation.number) for part in parts for passage in part.passages
    )
    lead = (*_explained(found, lexicon), _lead(found, parts, pick, again))
    return Answer(
        question=found.question,
        refused=False,
        lead="\n".join(lead),
        points=points,
        closing=_closing(found, parts),
        citations=tuple(part.citation for part in parts),
        sections=found.hits,
        confidence=found.confidence,
    )


def _close(hits: Sequence[SectionHit]) -> list[SectionHit]:
    return [hit for hit in hits[:CITED] if hit.score >= hits[0].score - CLOSE]


def _parts(hits: Sequence[SectionHit], pick: str) -> list[_Part]:
    parts: list[_Part] = []
    left = POINTS
    for number, hit in enumerate(hits, start=1):
        allowed = min(left, FIRST_POINTS if len(hits) > 1 else POINTS)
        picked = [p for p in hit.passages if p.text == pick]
        passages = tuple(picked or _distinct(hit.passages)[:allowed])
        if passages:
            first = passages[0]
            skill = first.text if first.skill_id else None
            citation = Citation(number, hit.document, hit.section, first.id, skill)
            parts.append(_Part(citation, hit, passages))
            left -= len(passages)
    return parts


def _distinct(passages: Sequence[Passage]) -> list[Passage]:
    return list({passage.text: passage for passage in passages}.values())


def _told(passage: Passage) -> str:
    """Return a passage's text; a long paragraph is cut at the end of a sentence or word."""
    if len(passage.text) <= LONGEST_POINT:
        return passage.text
    cut = passage.text[:LONGEST_POINT]
    end = max(cut.rfind(". ") + 1, 0) or cut.rfind(" ")
    return cut[:end] if end > 0 else cut


def _lead(found: Findings, parts: Sequence[_Part], pick: str, again: bool) -> str:
    if len(parts) > 1:
        return _spread(found.question, parts)
    (part,) = parts
    found_once: Sequence[str] = phrases.ONE if len(part.passages) == 1 else phrases.SOME
    asked_again: Sequence[str] = phrases.PICKED if pick else phrases.AGAIN
    skills = all(passage.grain is Grain.SKILL for passage in part.passages)
    return phrases.chosen(asked_again if again else found_once, found.question).format(
        document=part.hit.document.title,
        place=_place(part.hit),
        count=phrases.counted(len(part.passages)),
        thing="skill" if skills else "passage",
        n=part.citation.number,
    )


def _spread(question: str, parts: Sequence[_Part]) -> str:
    titles = list(dict.fromkeys(part.hit.document.title for part in parts))
    whose = [f" in {part.hit.document.title}" if len(titles) > 1 else "" for part in parts]
    places = [
        f"{_place(part.hit)}{title} [{part.citation.number}]"
        for part, title in zip(parts, whose, strict=True)
    ]
    return phrases.chosen(phrases.SPREAD, question).format(
        documents=phrases.listed(titles), places=phrases.listed(places)
    )


def _place(hit: SectionHit) -> str:
    """Return a section's path below its document's title: "Core Skills > API Development"."""
    path = hit.section.path
    titled = len(path) > 1 and path[0] == hit.document.title
    return " > ".join(path[1:][-2:] if titled else path[-2:])


def _explained(found: Findings, lexicon: Lexicon) -> list[str]:
    """Return a sentence for each term worth explaining that isn't in the sections found."""
    asked = clean(found.question[:2000])
    matches = lexicon.find(asked)
    wanted = bool(_MEANING.search(asked))
    terms = [m.term for m in matches if m.named and (wanted or _is_name(m.term.name))]
    if not terms:
        return []
    told = {stem for hit in found.hits for text in _texts(hit) for stem in stems(text)}
    new = [term for term in dict.fromkeys(terms) if not _is_told(term, told)]
    return [_glossary(term) for term in new[:EXPLAINED]]


def _is_name(term: str) -> bool:
    """Whether it is a product or an abbreviation; other words are explained only when asked."""
    return term != term.lower()


def _glossary(term: Term) -> str:
    first, _, others = term.meaning.partition(" ")
    meaning = f"{first.lower()} {others}" if first in ("A", "An", "The") else term.meaning
    return phrases.GLOSSARY.format(term=term.name, meaning=meaning)


def _texts(hit: SectionHit) -> tuple[str, ...]:
    return (*hit.section.path, *(p.text for p in (*hit.passages, *hit.rest)))


def _is_told(term: Term, held: set[str]) -> bool:
    return any(held.issuperset(stems(name)) for name in term.names)


def _closing(found: Findings, parts: Sequence[_Part]) -> str:
    first = parts[0]
    told = {passage.text for part in parts for passage in part.passages}
    others = (*first.hit.passages, *first.hit.rest)
    rest = [p.text for p in others if p.skill_id and p.text not in told][:REST]
    if rest:
        return phrases.chosen(phrases.REST, found.question).format(
            section=first.hit.section.title, rest=phrases.listed(rest), n=first.citation.number
        )
    cited = {part.hit.section.id for part in parts}
    further = [hit for hit in found.hits if hit.section.id not in cited]
    if not further:
        return ""
    return phrases.chosen(phrases.NEXT, found.question).format(section=_place(further[0]))

"""The sources a chat model may use for one answer: numbered texts as JSON of bounded size."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.model import Answer, Citation, Grain, SectionHit, Turn

if TYPE_CHECKING:
    from knowledge.lexicon.lexicon import Lexicon

QUESTION = 1_000
HEADING = 200
PASSAGE = 1_200
TURNS = 6
TURN = 400
TERMS = 8

_HIDDEN = frozenset(("Cc", "Cf", "Cn", "Co", "Cs"))
_VARIANTS = re.compile("[\u115f\u1160\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_PIECE = re.compile(r"[^.!?\n]+(?:[.!?]+(?!\s|$)[^.!?\n]*)*[.!?]*\s*")
_ORDER = re.compile(
    r"\b(?:ignor\w*|disregard\w*|forget|overrid\w*|bypass\w*)\b.{0,40}"
    r"\b(?:instruct\w*|your rules|prompts?|previous|above|earlier|guidelines?)\b"
    r"|\byou are (?:now|no longer)\b|\b(?:act|behave|respond|reply|speak) as (?:if|an?|the)\b"
    r"|\b(?:system|developer|hidden|secret) (?:prompt|message|instructions?|note)\b"
    r"|\b(?:new|updated|real|true|your) instructions?\b"
    r"|^\s*[<\[(#*]*\s*(?:system|assistant|developer|user|human|ai)\s*[\])>*]*\s*:"
    r"|<\|?/?\s*(?:im_start|im_end|system|assistant|instructions?|inst)\b|\[/?inst\]"
    r"|\b(?:as|dear|hey|attention|note to),? (?:an |a |the |any |all )?"
    r"(?:ai|llm|assistant|chat ?bot|bot|language model)s?\b"
    r"|\b(?:the|any|every) (?:ai|llm|assistant|chat ?bot|bot|language model) "
    r"(?:must|should|shall|will|has to|reading)\b"
    r"|\b(?:all|any|each|every|your) (?:answers?|replies|reply|responses?) "
    r"(?:must|should|shall|has to|have to|needs? to)\b"
    r"|\b(?:say|tell|reply|answer|respond|write|print|output|repeat|include|append|end|begin|start)\b"
    r".{0,60}\b(?:everyone|every answer|each answer|your (?:answer|reply|response)|the reader"
    r"|the user|the asker|verbatim|@channel|@here|@everyone)\b"
    r"|<[!@][^>]{1,60}>|@(?:channel|here|everyone)\b|!\[[^\]]*\]\(",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PromptSource:
    """The source of one [n]: its document's title, its headings and its texts, all cleaned."""

    citation: Citation
    title: str
    headings: tuple[str, ...]
    texts: tuple[str, ...]

    @property
    def whole(self) -> str:
        """All of the source as one text."""
        return "\n".join((self.title, *self.headings, *self.texts))


def hides(text: str) -> bool:
    """Whether a text contains invisible characters: zero-width, direction, tags, control."""
    if _VARIANTS.search(text):
        return True
    return any(unicodedata.category(m) in _HIDDEN for m in text if m not in "\n\t")


def visible(text: str) -> str:
    """Return a text in NFKC without invisible characters."""
    folded = _VARIANTS.sub("", unicodedata.normalize("NFKC", text))
    return "".join(
        m for m in folded if m in "\n\t" or unicodedata.category(m) not in _HIDDEN
    ).strip()


def without_orders(text: str) -> str:
    """Return a document's text without sentences that look like instructions to a model.

    A first fence only: what gets past it is still data, and still has to pass verification.
    """
    return "".join(piece for piece in _PIECE.findall(text) if not _ORDER.search(piece)).strip()


def sources_of(answer: Answer, most: int) -> tuple[PromptSource, ...]:
    """Return a composed answer's cited sections and passages, ``most`` characters in all.

    Room is shared evenly, so that a long first section leaves some for the others.
    """
    hits = {hit.section.id: hit for hit in answer.sections}
    share = most // max(1, len(answer.citations))
    return tuple(
        PromptSource(
            each,
            _cleaned(each.document.title),
            tuple(map(_cleaned, each.section.path)),
            tuple(_fitting(_texts(answer, each, hits.get(each.section.id)), share)),
        )
        for each in answer.citations
    )


def _cleaned(text: str, most: int = HEADING) -> str:
    return without_orders(visible(text)[:most])


def _texts(answer: Answer, citation: Citation, hit: SectionHit | None) -> Iterator[str]:
    told = [point.text for point in answer.points if point.citation == citation.number]
    if citation.guide:
        opening = f"{answer.headline} {answer.lead}".strip()
        yield from (left for text in (opening, *told) if (left := _cleaned(text, PASSAGE)))
        return
    held = (*hit.passages, *hit.rest) if hit else ()
    others = [p.text for p in held if p.grain is not Grain.SECTION]
    for text in dict.fromkeys((*told, *others)):
        if left := _cleaned(text, PASSAGE):
            yield left


def _fitting(texts: Iterator[str], room: int) -> Iterator[str]:
    for text in texts:
        room -= len(json.dumps(text, ensure_ascii=False))
        if room < 0:
            return
        yield text


def glossary_of(question: str, sources: Sequence[PromptSource], lexicon: Lexicon) -> dict[str, str]:
    """Return the meanings of terms in the question, then of those in the sources."""
    texts = (visible(question)[:QUESTION], *(text for each in sources for text in each.texts))
    terms = (m.term for text in texts for m in lexicon.find(text) if m.named)
    return {term.name: term.meaning for term in list(dict.fromkeys(terms))[:TERMS]}


def as_data(
    question: str,
    sources: Sequence[PromptSource],
    glossary: dict[str, str],
    history: Sequence[Turn] = (),
    level: str | None = None,
) -> str:
    """Return the message for the model: JSON, so that no text can escape its field."""
    data: dict[str, object] = {"question": visible(question)[:QUESTION]}
    if level:
        data["level"] = visible(level)[:40]
    data["sources"] = [
        {
            "n": each.citation.number,
            "document": each.title,
            "section": " > ".join(each.headings),
            "passages": each.texts,
        }
        for each in sources
    ]
    data["glossary"] = glossary
    data["earlier"] = [
        {"from": turn.role, "text": re.sub(r"\s*\[\d+\]", "", visible(turn.text))[:TURN]}
        for turn in history[-TURNS:]
    ]
    return json.dumps(data, ensure_ascii=False)

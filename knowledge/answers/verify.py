"""Decides whether a model's sentence may be shown: cited, supported by its sources, harmless.

Support is judged by words, not by meaning: each clause must be made of stems of the passages it
cites, with the glossary's help. That rejects some good paraphrases, but passes no claim that the
document doesn't make. A false statement made only of the passages' words is not detected.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge.answers import sentence_claims as saying
from knowledge.answers.sentence_claims import SentenceClaim, claims_of
from knowledge.answers.sources import PromptSource, hides, visible
from knowledge.text.stems import stems

LONGEST = 600
CLAUSE = 0.5
"""Share of a clause's telling words that must be supported."""
CLAIM = 0.6
"""The same for everything before one citation."""
OWN = 0.25
"""Share of a claim's words that must be the document's, however much the glossary explains."""
ECHO = 6
"""So many stems in a row from the coach's own prompt are talk about it."""

_MENTION = re.compile(r"@\W*(?:channel|here|everyone|all|group)\b|<\s*[!@#]", re.IGNORECASE)
_MARKUP = re.compile(r"!\[|\]\(|<\S|`{3}|&(?:[lg]t|amp);|&#|\|\||\[(?!\d{1,3}\])")
_SCHEME = re.compile(r"\b(?:mailto|javascript|vbscript|data|tel):\S", re.IGNORECASE)
_ABOUT_ITSELF = re.compile(
    r"\b(?:prompts?|instructions?|instructed|i was told|language model|as an ai|json|no answer|"
    r"my (?:rules?|guidelines?)|jailbr\w*|dan mode|developer mode|no longer the)\b",
    re.IGNORECASE,
)


class SentenceFault(StrEnum):
    """Why a sentence isn't shown."""

    LONG = "too long"
    HIDDEN = "hidden marks"
    MENTION = "a mention"
    MARKUP = "markup"
    ITSELF = "about its own prompt"
    UNCITED = "no citation"
    UNKNOWN = "a citation that doesn't exist"
    ADDRESS = "a link that isn't in the source"
    TURNED = "a negation or an instruction that isn't in the source"
    NUMBER = "a number that isn't in the source"
    NAME = "a name that isn't in the source"
    UNSUPPORTED = "more than the source says"


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence to show, or the reason not to.

    Without a fault and without numbers it claims nothing ("Start here."). ``explained``: it leans
    on the glossary besides its source.
    """

    text: str
    fault: SentenceFault | None = None
    numbers: tuple[int, ...] = ()
    explained: bool = False


class Verifier:
    """Checks sentences against the sources and the glossary of one answer. Pure.

    ``prompt`` is the system prompt, which no sentence may repeat.
    """

    def __init__(
        self, sources: Sequence[PromptSource], glossary: Mapping[str, str], prompt: str = ""
    ) -> None:
        self._held = {
            each.citation.number: f"{each.whole}\n{each.citation.document.url or ''}"
            for each in sources
        }
        self._stems = {number: frozenset(stems(held)) for number, held in self._held.items()}
        self._glossary = {frozenset(stems(n)): f"{n}: {told}" for n, told in glossary.items()}
        self._prompt = frozenset(_runs(prompt))

    def check(self, raw: str) -> Checked:
        """Check one sentence."""
        text = visible(raw)
        claims = claims_of(text)
        numbers = tuple(dict.fromkeys(n for claim in claims for n in claim.numbers))
        if fault := self._unsafe(raw, text) or self._uncited(text, numbers):
            return Checked(text, fault)
        explained = False
        for claim in claims if numbers else ():
            fault, leans = self._unfounded(claim)
            if fault:
                return Checked(text, fault)
            explained = explained or leans
        return Checked(text, None, numbers, explained)

    def _unsafe(self, raw: str, text: str) -> SentenceFault | None:
        if len(text) > LONGEST:
            return SentenceFault.LONG
        if hides(raw):
            return SentenceFault.HIDDEN
        if _MENTION.search(text):
            return SentenceFault.MENTION
        if _MARKUP.search(text):
            return SentenceFault.MARKUP
        return None if self._prompt.isdisjoint(_runs(text)) else SentenceFault.ITSELF

    def _uncited(self, text: str, numbers: Sequence[int]) -> SentenceFault | None:
        if any(number not in self._held for number in numbers):
            return SentenceFault.UNKNOWN
        if numbers:
            return None
        return self._foreign(text, "") or (SentenceFault.UNCITED if saying.telling(text) else None)

    def _unfounded(self, claim: SentenceClaim) -> tuple[SentenceFault | None, bool]:
        """Return a fault, and whether the claim relies on the glossary."""
        held = "\n".join(self._held[number] for number in claim.numbers)
        glossary = self._explaining(claim.numbers)
        if fault := self._foreign(claim.text, held, glossary):
            return fault, False
        words = saying.telling(claim.text)
        own = words & frozenset(stems(held))
        known = own | (words & frozenset(stems(glossary)))
        if (
            not all(words & self._stems[number] for number in claim.numbers)
            or len(own) < OWN * len(words)
            or len(known) < CLAIM * len(words)
            or any(len(each & known) < CLAUSE * len(each) for each in saying.clauses(claim.text))
        ):
            return SentenceFault.UNSUPPORTED, False
        return None, len(own) < CLAIM * len(words)

    def _explaining(self, numbers: Sequence[int]) -> str:
        """Return glossary entries for terms in the cited sources, and for terms in no source."""
        cited = [self._stems[number] for number in numbers]
        return "\n".join(
            told
            for name, told in self._glossary.items()
            if any(name <= held for held in cited)
            or not any(name <= held for held in self._stems.values())
        )

    def _foreign(self, text: str, held: str, glossary: str = "") -> SentenceFault | None:
        """Return a fault for an address, negation, number or name that isn't in the source."""
        known = f"{held}\n{glossary}"
        if (
            _SCHEME.search(text)
            or not saying.addresses(text) <= saying.addresses(held)
            or not saying.dotted(text) <= saying.dotted(known)
        ):
            return SentenceFault.ADDRESS
        if not _about_itself(text) <= _about_itself(held):
            return SentenceFault.ITSELF
        if not saying.turns(text) <= saying.turns(held):
            return SentenceFault.TURNED
        if not saying.numbers(text) <= saying.numbers(known):
            return SentenceFault.NUMBER
        return None if saying.names(text) <= frozenset(stems(known)) else SentenceFault.NAME


def _about_itself(text: str) -> frozenset[str]:
    return frozenset(found.lower() for found in _ABOUT_ITSELF.findall(text))


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    each = stems(text)
    return zip(*(each[start:] for start in range(ECHO)), strict=False)

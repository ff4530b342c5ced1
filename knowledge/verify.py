"""Whether a sentence that a model wrote may be shown: cited, supported by what it cites, harmless.

Support is judged by words, not by meaning: every clause must live on stems of the passages it
cites, helped by the glossary. That turns down good paraphrases rather than letting a claim pass
that the document does not make. It cannot see a false relation made only of the passages' words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge.retrieval.lexical import stems
from knowledge.retrieval.question import content_words, words_of
from knowledge.sources import Source, hides, visible

LONGEST = 600
CLAUSE = 0.5
"""Share of a clause's content words that must be supported."""
CLAIM = 0.6
"""The same for everything that stands before one citation."""
OWN = 1 / 3
"""Share of a claim's words that must be the document's, however much the glossary explains."""
ECHO = 6
"""So many stems in a row from the coach's own prompt are talk about it."""

_MARKS = re.compile(r"((?:\s*\[\d{1,3}\])+)")
_BRACKETS = re.compile(r"\[(?!\d{1,3}\])")
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.)[^\s<>\"]+", re.IGNORECASE)
_SCHEME = re.compile(r"\b(?:mailto|javascript|data|tel|vbscript):\S", re.IGNORECASE)
_DOTTED = re.compile(r"[^\W_][\w-]*(?:\.[\w-]+)+")
_SHORT = frozenset(("e.g", "i.e"))
_AT = re.compile(r"[\w.+-]*@[\w.-]+")
_EVERYONE = re.compile(r"@\W*(?:channel|here|everyone|all|group)\b", re.IGNORECASE)
_MARKUP = re.compile(r"!\[|\]\(|\]\s*:|<\S|```|&[lg]t;|&#|\|\|")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_CLAUSE = re.compile(
    r"[,;:()—–\n]|\s-\s|\b(?:and|or|but|while|because|so|which|that|then|plus)\b", re.IGNORECASE
)
_ABOUT_ITSELF = re.compile(
    r"\b(?:prompts?|instructions?|instructed|i was told|language model|as an ai|json|"
    r"my (?:rules?|guidelines?)|jailbr\w*|dan mode|developer mode)\b|\bno answer\b",
    re.IGNORECASE,
)
_REVERSING = frozenset(
    "not never no nor none neither cannot without avoid avoids stop stops skip skips ignore ignores "
    "disable disables disabled delete deletes remove removes bypass leak expose forbidden wrong bad "
    "worse worst useless harmful dangerous obsolete deprecated outdated unnecessary instead unlike "
    "false hardly barely rarely pointless rubbish except unless refuse refuses share send".split()
)
_COACHING = frozenset(
    stem
    for word in "advanced basics basic beginner build building call calls care comes coach concept "
    "concepts core cover covers deeper document documents ease focus follow foundation foundations "
    "goal good idea important include includes key later lead leads level lies list lists main mention "
    "mentions move moves name names part place practice practise prepare read section sections "
    "set sit sits solid start starting starts step steps strong study studying sub team "
    "topic topics touch touches understanding understand way worth apply applies learn learning "
    "come turn explore exploring add next second third helps involve involves".split()
    for stem in stems(word)
)


class Fault(StrEnum):
    """Why a sentence is not shown."""

    LONG = "too long"
    HIDDEN = "hidden marks"
    MARKUP = "markup"
    MENTION = "a mention"
    ADDRESS = "an address that no cited source holds"
    ITSELF = "about its own prompt"
    UNCITED = "no citation"
    UNKNOWN = "a citation that does not exist"
    REVERSED = "a negation that the source does not make"
    NUMBER = "a number that the source does not hold"
    NAME = "a name that the source does not hold"
    UNSUPPORTED = "more than the source says"


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence as it may be shown, or why not. Without a fault and without numbers it claims
    nothing ("Start here."). ``explained``: it needed the glossary besides its source."""

    text: str
    fault: Fault | None = None
    numbers: tuple[int, ...] = ()
    explained: bool = False


@dataclass(frozen=True, slots=True)
class _Claim:
    text: str
    numbers: tuple[int, ...]


class Verifier:
    """Checks sentences against the sources and the glossary of one answer. Pure."""

    def __init__(
        self, sources: Sequence[Source], glossary: Mapping[str, str], prompt: str = ""
    ) -> None:
        self._sources = {each.citation.number: each for each in sources}
        self._glossary = "\n".join(f"{name}: {meaning}" for name, meaning in glossary.items())
        self._explained = frozenset(stems(self._glossary))
        self._prompt = frozenset(_runs(prompt))

    def check(self, raw: str) -> Checked:
        """What becomes of one sentence."""
        text = visible(raw)
        claims = _claims(text)
        numbers = tuple(dict.fromkeys(n for claim in claims for n in claim.numbers))
        if fault := self._unsafe(raw, text) or self._uncited(text, claims, numbers):
            return Checked(text, fault)
        verdicts = [self._unfounded(claim) for claim in claims if claim.numbers]
        fault = next((each for each, _ in verdicts if each), None)
        return Checked(text, fault, numbers, any(explained for _, explained in verdicts))

    def _unsafe(self, raw: str, text: str) -> Fault | None:
        if len(text) > LONGEST:
            return Fault.LONG
        if hides(raw):
            return Fault.HIDDEN
        if _EVERYONE.search(text) or re.search(r"<\s*[!@#]", text):
            return Fault.MENTION
        if _MARKUP.search(text) or _BRACKETS.search(text):
            return Fault.MARKUP
        if _ABOUT_ITSELF.search(text) or not self._prompt.isdisjoint(_runs(text)):
            return Fault.ITSELF
        return None

    def _uncited(
        self, text: str, claims: Sequence[_Claim], numbers: tuple[int, ...]
    ) -> Fault | None:
        if any(number not in self._sources for number in numbers):
            return Fault.UNKNOWN
        if numbers or (claims_nothing(text) and not self._foreign(text, "")):
            return None
        return Fault.UNCITED

    def _unfounded(self, claim: _Claim) -> tuple[Fault | None, bool]:
        held = "\n".join(self._held(number) for number in claim.numbers)
        if fault := self._foreign(claim.text, held):
            return fault, False
        scored = _scored(claim.text)
        own = scored & frozenset(stems(held))
        known = own | (scored & self._explained)
        each_adds = all(scored & frozenset(stems(self._held(n))) for n in claim.numbers)
        enough = len(own) >= OWN * len(scored) and len(known) >= CLAIM * len(scored)
        if not (own and each_adds and enough and _each_clause(claim.text, known)):
            return Fault.UNSUPPORTED, False
        return None, len(own) < CLAIM * len(scored)

    def _held(self, number: int) -> str:
        source = self._sources[number]
        return f"{source.whole}\n{source.citation.document.url or ''}"

    def _foreign(self, text: str, held: str) -> Fault | None:
        """What must stand in the source word by word: addresses, negations, numbers, names."""
        if _SCHEME.search(text) or not _addresses(text) <= _addresses(held):
            return Fault.ADDRESS
        known = f"{held}\n{self._glossary}"
        if not _dotted(text) <= _dotted(known) or not _found(_AT, text) <= _found(_AT, held):
            return Fault.ADDRESS
        words = set(words_of(text))
        if (words & _REVERSING or any("n't" in w or "n’t" in w for w in words)) and not (
            words & _REVERSING <= set(words_of(held)) and words & _REVERSING
        ):
            return Fault.REVERSED
        if not _found(_NUMBER, text) <= _found(_NUMBER, known):
            return Fault.NUMBER
        return None if _names(text) <= frozenset(stems(known)) else Fault.NAME


def claims_nothing(text: str) -> bool:
    """Whether a text has no word but those of everyday talk and of coaching."""
    return not _scored(text)


def _claims(text: str) -> list[_Claim]:
    """The stretches of a sentence, each with the marks that follow it; the tail takes the last."""
    parts = _MARKS.split(text)
    groups = [tuple(map(int, re.findall(r"\d+", group))) for group in parts[1::2]]
    made: list[_Claim] = []
    waiting: tuple[int, ...] = ()
    for stretch, numbers in zip(parts[::2], [*groups, ()], strict=True):
        if not words_of(stretch):
            waiting += numbers
            continue
        cited = waiting + numbers
        made.append(_Claim(stretch, cited or (made[-1].numbers if made else ())))
        waiting = ()
    return [*made, _Claim("", waiting)] if waiting and not made else _joined(made, waiting)


def _joined(made: list[_Claim], waiting: tuple[int, ...]) -> list[_Claim]:
    """Marks left over after the last stretch belong to it."""
    if not waiting:
        return made
    return [*made[:-1], _Claim(made[-1].text, made[-1].numbers + waiting)]


def _scored(text: str) -> frozenset[str]:
    """The stems of a text that say something of their own."""
    found = (stem for word in content_words(_MARKS.sub(" ", text)) for stem in stems(word))
    return frozenset(stem for stem in found if stem not in _COACHING)


def _each_clause(text: str, known: frozenset[str]) -> bool:
    clauses = (_scored(clause) for clause in _CLAUSE.split(text))
    return all(len(words & known) >= CLAUSE * len(words) for words in clauses)


def _addresses(text: str) -> frozenset[str]:
    return frozenset(found.rstrip(".,;:!?)]}'’”*_") for found in _ADDRESS.findall(text))


def _dotted(text: str) -> frozenset[str]:
    found = frozenset(each.lower() for each in _DOTTED.findall(_ADDRESS.sub(" ", text)))
    return found - _SHORT


def _found(pattern: re.Pattern[str], text: str) -> frozenset[str]:
    return frozenset(found.lower() for found in pattern.findall(_ADDRESS.sub(" ", text)))


def _names(text: str) -> frozenset[str]:
    """Stems of what is spelled like a name: a capital inside a sentence or inside a word."""
    words = _MARKS.sub(" ", text).split()
    named = [w for w in words[:1] if any(m.isupper() for m in w[1:])]
    named += [w for w in words[1:] if any(m.isupper() for m in w)]
    return frozenset(stem for word in named for stem in _scored(word))


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    each = stems(text)
    return zip(*(each[start:] for start in range(ECHO)), strict=False)

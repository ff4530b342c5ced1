"""Splits what a person wrote about their learning into clauses, and tells what each one says. Pure.

A deed and a plan, a mood or a failure often share one line: "set up redis, tomorrow rabbitmq". A
clause without a verb of its own goes with the one before it: "learned docker and terraform". The
verbs are in ``verbs.yaml``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from importlib import resources

import yaml

from bot.coaching.text import only_says

LONGEST = 2_000
"""Characters of a report that are read."""
MOST = 24
"""Clauses of a report that are read."""
FAR = 30
"""Characters after "I" within which the verb must come."""
HEAD = 14
"""Words of a sentence in which its first verb is looked for."""


class ClauseMode(StrEnum):
    """What a clause says about the thing that it names."""

    DONE = "done"
    """They did or learned it."""
    WEAK = "weak"
    """They began it or only looked at it."""
    PLAN = "plan"
    """They will or want to do it."""
    NOT_DONE = "not_done"
    """They did not do it, failed, or forgot it."""
    OTHER_PERSON = "other_person"
    """Somebody else did it."""
    QUESTION = "question"
    EXCLUDED = "excluded"
    """"… except this"."""
    REMARK = "remark"
    """A mood, a duration, an aside: nothing that could be a skill."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: its words, and what it says. ``verb``: it has a verb or marker of its own.

    ``bare``: nothing before it in its sentence has one either, so only its place shows what is
    meant.
    """

    text: str
    mode: ClauseMode
    verb: bool = False
    bare: bool = False


_VERBS = yaml.safe_load(resources.files(__package__).joinpath("verbs.yaml").read_text("utf-8"))


def _any_of(patterns: Sequence[str]) -> str:
    return f"(?:{'|'.join(patterns)})"


def _words(*lists: str, also: str = "") -> re.Pattern[str]:
    """Compile the words of ``verbs.yaml``'s lists into one pattern."""
    patterns = [pattern for name in lists for pattern in _VERBS[name]]
    return re.compile(rf"\b{_any_of(patterns)}\b{also}", re.I)


# Adjectives that look like verbs: "distributed tracing", "managed services"
_NOUNS = (
    r"(?:systems?|tracing|computing|functions?|services?|data|apps?|queries|caching|testing"
    r"|databases?|locks?|state|credentials?|cache|transactions?|jobs?|tasks?|programming"
    r"|architecture|containers?|routes?|endpoints?|pages?|keys?|tables?|schemas?|views?|types?"
    r"|errors?)"
)
_LEARNED = _words("learned")
_DEED = _words("deeds", also=rf"|\b[a-z]{{3,}}ed\b(?! {_NOUNS}\b)")
_WEAK = _words("weak")
# An imperative is a plan: "learn docker"
_PLAN = _words(
    "plan",
    also=r"|^(?:learn|study|understand|master|practi[sc]e|explore|read|watch|try|figure out"
    r"|look into|finish|get|revise)\b",
)
_NOT_DONE = _words("not_done", also=r"|^not\b")
_PAST = (
    r"(?:set ?up|built|wrote|made|did|got|put|ran|rewrote|swapped|cut|found|split|tried"
    r"|[a-z]{3,}ed)\b"
)

# Day 19: / R1D54 / #100DaysOfCode: counters of a challenge, not days
_COUNTER = re.compile(
    r"(?:\b(?:day|week|wk|sprint|round|lesson|chapter|part|session|episode)\s*#?\d{1,3}"
    r"(?:\s*(?:of|/)\s*\d{1,3})?\b|\br\d{1,2}\s*d\d{1,3}\b|\bd\d{1,3}\b(?=\s*[:–-])"
    r"|#\d+\s*days?\w*|#\w*(?:daysof|100days)\w*|\b\d{1,3}/(?:100|30|60|90|365)\b)\s*[:.)|–-]*\s*",
    re.I,
)
# (1.5 hr), for 2 hours, 25min
_DURATION = re.compile(
    r"\(?\b(?:for |about |around |~ ?|took )*\d+(?:[.,]\d+)?\s*(?:-\s*\d+\s*)?"
    r"(?:h|hrs?|hours?|min|mins|minutes|pomodoros?)\b\)?",
    re.I,
)
_URL = re.compile(r"https?://\S+", re.I)
_HASHTAG = re.compile(r"(?<!\w)#([A-Za-z][\w-]+)")
_DONE_MARK = re.compile(
    r"(?:\[x\]|\[done\]|[✓✔✅☑]|:white_check_mark:|:heavy_check_mark:)\s*", re.I
)
_OPEN_MARK = re.compile(r"(?:\[ ?\]|☐|\bto-?do\b\s*:?)\s*", re.I)
# Completed: / Next - / Blocked: / Thoughts:
_LABEL = re.compile(
    r"(?:^|(?<=[.;/|\n]))\s*[*_]*(?:"
    r"(?P<done>today'?s? progress|progress|completed?|done|finished|achieved|accomplished|learned"
    r"|learnt|learnings?|today i learned|til|yesterday|today|what i did(?: today)?|work|log"
    r"|please log|update|log for me)"
    r"|(?P<plan>next(?: steps?| up| time)?|tomorrow|tmrw|to-?dos?|plans?|planned|planning|goals?"
    r"|upcoming|backlog|still to do|remaining)"
    r"|(?P<failed>blocked|blockers?|blocking|challenges?|problems?|issues?|stuck|struggles?"
    r"|difficult(?:y|ies))"
    r"|(?P<remark>thoughts?|feelings?|mood|links?|link to work|reflections?|resources?|song|energy)"
    r")[*_]*\s*(?::|\s[-–]\s|\s=\s)[*_]*\s*",
    re.I,
)
_LABELS = {
    "done": ClauseMode.DONE,
    "plan": ClauseMode.PLAN,
    "failed": ClauseMode.NOT_DONE,
    "remark": ClauseMode.REMARK,
}
_SENTENCES = re.compile(
    r"(?<=[!?])\s+|(?<=[^\s.]{2}\.)\s+(?=\S)|\.{2,}\s*|…|\n+|;|\s[|/]\s|•"
    r"|\s(?:→|=>|->|>)\s|\s[-–—]{1,2}\s|^[-*]\s+"
)
_PIECES = re.compile(
    r"\s*,\s*(?:and |but |then |also |plus |while |n )*|\s+(?:&|\+|n|w/|und|y)\s+|\+\s+"
    r"|\s+(?:and (?:then |also )?|but |then |also |plus |as well as |while |although |though "
    r"|because |since |so that |which |after |before )|\s*[()]\s*",
    re.I,
)
# and then I've also
_SUBJECT = (
    r"(?:(?:and|but|so|then|also|today|yesterday|finally|just|now|well|ok|hey|oh|still|actually"
    r"|really)[\s,]+)*(?:i|we|i've|we've|ive)?\s*(?:'ve |have |had |am |was |'m |also |just "
    r"|finally |already |recently |even |quickly |successfully |both |now |then |really "
    r"|actually )*"
)
_OWN_SUBJECT = re.compile(
    r"(?:\W*\w+[\s,]+){0,4}?\W*(?:i|we|i've|we've|ive|i'm|i'll|i'd|my)\b", re.I
)
_OWN_VERB = re.compile(
    r"\b(?:learn|know|write|study|master|understand|practi[sc]e|do|use|get)\b", re.I
)
_OTHERS, _OTHERS_DID = (
    _any_of(_VERBS["others"]),
    (
        r"(?:has |have |had |also |just |already |really |finally |is |was |are )*"
        + _any_of(_VERBS["others_did"])
    ),
)
_OTHER_PERSON = re.compile(
    r"^(?:(?:and|but|so|today|yesterday|btw|fyi|while|because|oh|then)[\s,]+)*"
    rf"{_OTHERS}\s+{_OTHERS_DID}\b",
    re.I,
)
# Anna learned OAuth; btw Ben Miller set up the alerts
_NAMED_PERSON = re.compile(
    r"^(?:(?:[Tt]oday|[Yy]esterday|[Ss]o|[Bb]ut|[Aa]nd|[Ff]inally|[Bb]tw|[Ff]yi)[\s,]+)?"
    r"(?:@\w+|[A-Z][a-zà-ÿ]+(?: [A-Z][a-zà-ÿ]+)?)\s+"
    rf"(?P<verb>{_OTHERS_DID})\s+(?P<what>\S+)"
)
_LOWER_NAME = re.compile(
    r"^(?P<name>[a-z]{3,12})\s+(?:has |just |already )*"
    r"(?:learned|learnt|knows|mastered|understands|taught)\s+(?!myself)\S+",
    re.I,
)
_NOT_NAMES = frozenset(_VERBS["not_names"].split())
_NO_OBJECT = frozenset(["to", "with", "in", "today", "yesterday", "on", "for", "finally", "and"])
_EXCLUDED = re.compile(
    r"\b(?:except(?: for)?|excluding|apart from|other than|minus|but not|just not|leaving out"
    r"|aside from)\b\s*",
    re.I,
)
# please log; mark as done
_LOG_REQUEST = re.compile(
    r"^(?:(?:can|could|would) (?:you|u) |please |pls )*"
    r"(?:log|mark|add|save|tick off|tick|put|note|record|count)\b(?: down)?",
    re.I,
)
_REMARKS = frozenset(_VERBS["remarks"].split())
_FILLERS = frozenset(_VERBS["fillers"].split())
_QUESTION = re.compile(
    r"\?|^(?:so |and |but |also |ok |well )?(?:what(?:'s)?\b|which\b|where\b"
    r"|when (?:do|does|should|would|is|are|can)\b|why\b|who\b|whom\b"
    r"|how (?:do|does|can|should|would|is|are|did|much|many|far)\b|is\b|are\b|can (?:i|you|we|u)\b"
    r"|could\b|do (?:i|you|we)\b|does\b|should\b|would\b|explain\b|tell me\b|teach me\b"
    r"|show me\b|describe\b|help me\b|give me\b|compare\b)"
    r"|\b(?:not sure (?:i|if|how|whether|what|why|when)|i wonder|wondering|how do i|what should i"
    r"|any (?:advice|ideas?|tips?)|i(?:'m| am) (?:unsure|confused about)|need (?:some )?help"
    r"|i (?:don't|do not) (?:get|understand)|can someone|can you explain)\b",
    re.I,
)
# I deployed it but it crashes; I learned that the API is slow
_TROUBLE = re.compile(
    r"\b(?:but|now|and)\b.{0,40}\b(?:crash\w*|fails?|failing|error|broken|breaks|doesn't work"
    r"|does not work|isn't working|won't start|is slow|times? out|hangs?|don't know|not sure"
    r"|no idea)\b|\bi learned that\b",
    re.I,
)
_GAVE_UP = re.compile(
    r"\b(?:gave up|giv(?:e|ing) up|no luck|without success|did(?:n't| not) work|doesn't work"
    r"|(?:not|isn't) working|failed|(?:can't|couldn't) get it|still (?:broken|failing|stuck)"
    r"|in vain|not (?:done|finished)|no success|blocked|waiting for)\b",
    re.I,
)
# docker, done
_ENDS_DONE = re.compile(r"[,:]\s*(?:done|learned|learnt|finished|completed)\W*$", re.I)
_NOT = re.compile(r"not\s+", re.I)
_PRIVATE = re.compile("[\ue000-\uf8ff]")
"""Marks of days and levels that the report's reader has put in."""
_AHEAD = re.compile(
    r"\b(?:tomorrow|tmrw|next (?:week|month|year|monday|tuesday|wednesday|thursday|friday|saturday"
    r"|sunday))\W*$",
    re.I,
)


def split_report(text: str, *, bare: bool) -> tuple[Clause, ...]:
    """Return the clauses of a report, at most ``MOST``.

    ``bare``: a name without a verb means that it was learned, as in `/learned docker`.
    """
    clauses: list[Clause] = []
    plain = _DURATION.sub(" ", _URL.sub(" ", text[:LONGEST].replace("’", "'")))
    label: ClauseMode | None
    for line in plain.splitlines():
        label = None
        if open_mark := _OPEN_MARK.match(line.strip()):
            label, line = ClauseMode.PLAN, line.strip()[open_mark.end() :]
        for words, marked in _labelled(line):
            label = marked or label
            for sentence in _SENTENCES.split(words):
                if sentence and sentence.strip():
                    clauses += _sentence(sentence, bare=bare, label=label)
    return tuple(_with_failures(clauses)[:MOST])


def is_report(sentence: str, *, bare: bool = False, plain: bool = False) -> bool:
    """Whether a sentence tells what somebody did, plans or failed at, instead of asking.

    ``bare``: names without a verb count. ``plain``: only verbs of learning do.
    """
    text = sentence.strip()
    asks = text.endswith("?")
    if bare and not asks:
        return not _QUESTION.search(text)
    if asks:
        return bool(_LOG_REQUEST.match(text))
    if _DONE_MARK.match(text) or _LOG_REQUEST.match(text):
        return True
    others = _LABEL.match(text) or _OTHER_PERSON.match(text) or _is_named(text)
    if others and not plain:
        return True
    if _QUESTION.search(text) or _TROUBLE.search(text):
        return False
    head = " ".join(text.split()[:HEAD])
    if plain:
        return bool(re.match(rf"{_SUBJECT}{_LEARNED.pattern}", head, re.I))
    return _reports_deed(head) or bool(_ENDS_DONE.search(text))


def _reports_deed(head: str) -> bool:
    """Whether a sentence begins with what the person did, plans or failed at."""
    own = bool(_OWN_SUBJECT.match(head))
    verbs = (_LEARNED, _DEED, _WEAK, _PLAN, _NOT_DONE)
    first = min((m.start() for verb in verbs if (m := verb.search(head))), default=LONGEST)
    subject = re.match(_SUBJECT, head, re.I)
    if first > (FAR if own else (subject.end() if subject else 0) + 1):
        return False
    if own:
        return any(verb.search(head) for verb in (_LEARNED, _DEED, _OWN_VERB))
    return bool(re.match(rf"{_SUBJECT}(?:{_LEARNED.pattern}|{_PAST})", head, re.I))


def _labelled(text: str) -> list[tuple[str, ClauseMode | None]]:
    """Split a text at its labels, such as "Next:"; return each part with its label's mode."""
    parts: list[tuple[str, ClauseMode | None]] = []
    start, mode = 0, None
    for found in _LABEL.finditer(text):
        parts.append((text[start : found.start()], mode))
        start, mode = found.end(), _LABELS[found.lastgroup or "done"]
    parts.append((text[start:], mode))
    return [(words, each) for words, each in parts if words.strip()]


def _sentence(sentence: str, *, bare: bool, label: ClauseMode | None) -> list[Clause]:
    """Return the clauses of one sentence; ``label`` is what stood before it, as in "Next:"."""
    done_mark, open_mark = _DONE_MARK.search(sentence), _OPEN_MARK.search(sentence)
    plain = _OPEN_MARK.sub(" ", _DONE_MARK.sub(" ", sentence))
    plain = _HASHTAG.sub(r" \1 ", _COUNTER.sub(" ", plain)).strip(" \t:-–*>")
    if not re.search(r"[^\W\d_]", plain):
        return [Clause(plain, ClauseMode.REMARK)] if plain else []
    if plain.endswith("?") or (_QUESTION.search(plain) and not _LOG_REQUEST.match(plain)):
        return [Clause(plain, ClauseMode.QUESTION)]
    if open_mark and not done_mark:
        label = ClauseMode.PLAN
    start = ClauseMode.DONE if bare or done_mark or label is ClauseMode.DONE else ClauseMode.REMARK
    clauses = _clauses(plain, start)
    if label not in (None, ClauseMode.DONE):
        return [replace(clause, mode=label) for clause in clauses]
    if _AHEAD.search(plain) and clauses and clauses[0].bare and clauses[0].mode is ClauseMode.DONE:
        return [replace(clauses[0], mode=ClauseMode.PLAN), *clauses[1:]]
    return clauses


def _clauses(sentence: str, start: ClauseMode) -> list[Clause]:
    """Return a sentence's clauses; ``start`` is the mode until a verb tells otherwise."""
    clauses: list[Clause] = []
    mode, verbless = start, True
    negated = _mode_of(sentence) is ClauseMode.NOT_DONE
    for text, excluded in _split_excluded(sentence):
        if not re.search(r"[^\W_]", text) and not _PRIVATE.search(text):
            continue
        if excluded:
            left_out = clauses or not negated
            clauses.append(Clause(text, ClauseMode.EXCLUDED if left_out else ClauseMode.NOT_DONE))
            continue
        own = _mode_of(text)
        after_done = bool(clauses) and clauses[-1].mode is ClauseMode.DONE
        if own is ClauseMode.NOT_DONE and after_done and (without := _NOT.match(text)):
            clauses.append(Clause(text[without.end() :], ClauseMode.EXCLUDED))
        elif own is None and only_says(text, _REMARKS, _FILLERS):
            clauses.append(Clause(text, ClauseMode.REMARK))
        else:
            if own is not None:
                mode, verbless = own, False
            clauses.append(Clause(text, mode, own is not None, verbless))
    return clauses


def _split_excluded(sentence: str) -> list[tuple[str, bool]]:
    """Return the pieces of a sentence, and whether each is excluded: "… except GraphQL"."""
    pieces = [
        (piece.strip(" .!:-"), number > 0)
        for number, words in enumerate(_EXCLUDED.split(sentence, maxsplit=1))
        for piece in _PIECES.split(words)
        if piece
    ]
    return [(piece, excluded) for piece, excluded in pieces if piece]


def _mode_of(piece: str) -> ClauseMode | None:
    """Return what a piece says by the first verb or marker in it; None if it has none."""
    if _OTHER_PERSON.match(piece) or _is_named(piece):
        return ClauseMode.OTHER_PERSON
    if _LOG_REQUEST.match(piece):
        return ClauseMode.DONE
    found = [
        (match.start(), -len(match[0]), mode)
        for mode, pattern in _BY_VERB
        if (match := pattern.search(piece))
    ]
    if not found:
        return None
    _, _, mode = min(found, key=lambda each: each[:2])
    return ClauseMode.PLAN if mode is ClauseMode.DONE and _AHEAD.search(piece) else mode


_BY_VERB = (
    (ClauseMode.NOT_DONE, _NOT_DONE),
    (ClauseMode.PLAN, _PLAN),
    (ClauseMode.WEAK, _WEAK),
    (ClauseMode.DONE, _LEARNED),
    (ClauseMode.DONE, _DEED),
)
"""Where two start at the same word, the longer one decides, then the first of these."""


def _is_named(piece: str) -> bool:
    """Whether a piece starts with somebody's name and what they did: "Anna learned OAuth"."""
    if named := _NAMED_PERSON.match(piece):
        before = {word.lower().strip("@,") for word in piece[: named.start("verb")].split()}
        if not before & _NOT_NAMES and named["what"].lower() not in _NO_OBJECT:
            return True
    lower = _LOWER_NAME.match(piece)
    return bool(lower) and lower["name"].lower() not in _NOT_NAMES if lower else False


def _with_failures(clauses: Sequence[Clause]) -> list[Clause]:
    """Turn a try into a failure where the next clause says so: "tried kubernetes, gave up"."""
    read = list(clauses)
    for number, clause in enumerate(read[1:], 1):
        before = read[number - 1]
        tried = before.mode in (ClauseMode.DONE, ClauseMode.WEAK)
        if clause.mode is ClauseMode.NOT_DONE and tried and _GAVE_UP.search(clause.text):
            read[number - 1] = replace(before, mode=ClauseMode.NOT_DONE)
    return read

"""Resolves follow-up questions: "what else?", "the second one", "and in tests?". Pure.

A question that makes sense by itself is never changed by the history.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.model import Turn
from knowledge.retrieval.question import clean, content_words, words_of

LONGEST = 9
"""Maximum words of a follow-up; longer questions say what they are about."""

# "ok, and what else?"
_MORE = re.compile(
    r"(?:ok(?:ay)? |and |so |yes |but |please )*(?:"
    r"what else|anything else|something else|(?:(?:any|some|a bit|much) )?more|tell me more|"
    r"say more|show (?:me )?more|go on|continue|keep going|and then|what then|what next|next|"
    r"why|why so|why is that|why not|how so|how|how come|really|in what way|such as|like what|"
    r"for example|examples?|an example|elaborate|what do you mean|details|in detail|is that all|"
    r"(?:can|could) you (?:elaborate|explain|say more|go on|give (?:me )?an example)|"
    r"(?:tell me |say |explain |know )?(?:(?:some|a bit|a little) )?more (?:about|on) "
    r"(?:this|that|it|them)|(?:explain|elaborate on|expand on) (?:this|that|it|them)|"
    r"where (?:do|should|can) i (?:start|begin|find (?:it|that|this))"
    r")(?: (?:please|then|though|there|is there|on that|about that|about it|now|to (?:it|learn)))*"
)
_ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
    "fifth": 5, "5th": 5, "sixth": 6, "6th": 6, "last": -1, "former": 1, "latter": -1,
}  # fmt: skip
# "the second one" or "number 3".
_NTH = re.compile(
    rf"\b(?:the )?({'|'.join(_ORDINALS)})(?: (?:one|point|item|skill|section|bullet|topic|thing))?$"
    r"|\b(?:number|no|point|item|bullet|section|nr) ?([1-6])$|^#?([1-6])$"
)
# "what about caching?"
_LEANING = re.compile(r"^(?:and|what about|how about|but|or|also|same|then)\b")
# "how do I test it?"
_POINTING = re.compile(r"\b(?:it|that|this|them|these|those|there|one|ones)\b")
# "• A skill [1]": a line of an answer.
_BULLET = re.compile(r"^\s*[•*-]\s+(.*?)(?:\s*\[\d+\])?\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Followup:
    """What to look for instead of the question as written.

    ``again``: the sections to show again, without a search. ``pick``: the line of the last answer
    that is meant. ``together``: the question joined with the previous one, to try if the question
    alone finds nothing.
    """

    again: tuple[str, ...] = ()
    pick: str = ""
    together: str = ""


NO_FOLLOWUP = Followup()


def resolve(question: str, history: Sequence[Turn]) -> Followup:
    """Return how a question refers to the conversation; ``NO_FOLLOWUP`` if it doesn't."""
    last = next((turn for turn in reversed(history) if turn.role == "coach"), None)
    words = words_of(clean(question[:400]))
    if last is None or not words or len(words) > LONGEST:
        return NO_FOLLOWUP
    plain = " ".join(words)
    if last.section_ids and _MORE.fullmatch(plain):
        return Followup(again=last.section_ids)
    if last.section_ids and (nth := _NTH.search(plain)):
        return _picked(last, nth)
    if _is_followup(plain):
        return Followup(together=_joined(question, history))
    return NO_FOLLOWUP


def _picked(last: Turn, nth: re.Match[str]) -> Followup:
    number = _ORDINALS[nth[1]] if nth[1] else int(nth[2] or nth[3])
    lines = _BULLET.findall(last.text)
    index = number - 1 if number > 0 else number
    if lines and -len(lines) <= index < len(lines):
        return Followup(again=last.section_ids, pick=lines[index])
    if -len(last.section_ids) <= index < len(last.section_ids):
        return Followup(again=(last.section_ids[index],))
    return Followup(again=last.section_ids)


def _is_followup(plain: str) -> bool:
    few = len(content_words(plain)) <= 3
    return few and bool(_LEANING.search(plain) or _POINTING.search(plain))


def _joined(question: str, history: Sequence[Turn]) -> str:
    asked = [turn.text for turn in history if turn.role == "person"]
    return f"{clean(asked[-1][:400])} {clean(question)}" if asked else ""

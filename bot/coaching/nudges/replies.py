"""What people write back to a nudge: an answer to its question, or when nudges may come. Pure."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from bot.coaching.nudges.model import NOT_SURE
from bot.coaching.recall.question import RecallQuestion

LIKE_ENOUGH = 82.0
CLEARLY = 8.0
"""An option is meant where it is so like what was said (0 to 100), and so much more than others."""
MOST_WORDS = 12
"""Who writes more than that wishes to talk about nudges, not to change them."""

UNSURE = re.compile(
    r"(i'?m |i am )?not (so |really |quite )?sure.*|(i have )?no (idea|clue)|i forgot|forgot|"
    r"(i )?(do not|don'?t) (know|remember|recall)( that| this| it)?|pass|skip|\?+|dunno|idk|"
    r"(just )?(show|tell) me( the answer)?"
)
LEAD = re.compile(
    r"^(?:(?:i (?:think|guess|believe|say|would say)|i'd say|it'?s|it is|that'?s|that is|the|"
    r"(?:i'll|i'd|i will|i would|let'?s) go (?:with|for)|going with|"
    r"probably|maybe|perhaps|answer|my answer|is|option|must be|should be|hm+|well|so)[\s,:]+)+"
)
LETTER = re.compile(r"^([a-h])$")
NEGATION = re.compile(r"\b(?:not|no|never|isn'?t|neither|except)\b")
EMOJI = re.compile(r":[\w+'-]+:")
"""As Slack writes them."""
ASKS = re.compile(r"^(what|why|how|when|where|who|which|can|could|does|do|is|are|tell|explain)\b")

NUDGES = r"(?:(?:the|my|your|these|those|this|all|weekly|any|more)\s+)*(?:nudg(?:es?|ing)(?: me)?)"
ENDINGS = {"stop": "off", "enough": "off", "pause": "pause", "snooze": "snooze 1 week"}
SENDING = r"(?:sending|messaging|writing|pinging)"
BEGIN = r"^(?:(?:please|hey|hi|coach|can you|could you|would you|ok|okay)[\s,]+)*"
LATER = r"\s+(?:for\s+)?(?P<rest>(?:until|till|\w+ (?:day|week|month)s?).*)"
WISHES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(BEGIN + words + r"[\s.!?]*(?:please|for now|thanks|thank you)?[.!?]*$"), said)
    for words, said in (
        (rf"(?:pause|hold)\s+{NUDGES}", "pause"),
        (rf"(?:snooze|pause|stop)\s+{NUDGES}{LATER}", "snooze"),
        (rf"snooze\s+{NUDGES}(?:\s+(?:a|one|this|for a)\s+week)?", "snooze 1 week"),
        (rf"(?:resume|restart|unpause|continue)\s+{NUDGES}", "resume"),
        (rf"(?:stop|end|cancel|no more|turn off|switch off|disable)\s+{NUDGES}", "off"),
        (rf"(?:turn|switch)\s+{NUDGES}\s+off", "off"),
        (rf"(?:don'?t|do not)\s+(?:nudge me|send\s+(?:me\s+)?{NUDGES})(?:\s+any ?more)?", "off"),
        (rf"(?:start|turn on|switch on|enable)\s+{NUDGES}", "on"),
        (rf"(?:turn|switch)\s+{NUDGES}\s+on", "on"),
        (r"(?:nudge|remind|ask|quiz)\s+me\s+(?:weekly|every week|once a week)", "on"),
        (rf"(?:fewer|less)\s+{NUDGES}|nudge me less(?: often)?", "less often"),
        (rf"{NUDGES}\s+less often", "less often"),
        (rf"{NUDGES}\s+(?P<rest>on|off)", ""),
        (rf"(?:stop|quit)\s+{SENDING}(?:\s+(?:to\s+)?(?:me|this|these|messages|{NUDGES}))+", "off"),
        (rf"unsubscribe(?:\s+me)?(?:\s+from\s+{NUDGES})?", "off"),
    )
)


def chosen(text: str, question: RecallQuestion) -> int | None:
    """The option that a reply means, ``NOT_SURE``, or None where it means none: then it is talk.

    Who writes down the document's whole line has given the right answer; who says what it is not
    has given none.
    """
    options = question.options
    said = _plain(text)
    if UNSURE.fullmatch(said):
        return NOT_SURE
    if not said or text.rstrip().endswith("?") or ASKS.match(said):
        return None
    said = LEAD.sub("", said)
    if letter := LETTER.match(said):
        number = ord(letter[1]) - ord("a")
        return number if number < len(options) else None
    if NEGATION.search(said) and not NEGATION.search(
        _plain(" ".join((*options, question.passage)))
    ):
        return None
    if (meant := _clearest([_likeness(said, _plain(option)) for option in options])) is not None:
        return meant
    whole = fuzz.token_sort_ratio(said, _plain(question.passage))
    return question.right if whole >= LIKE_ENOUGH else None


def is_letter(text: str) -> bool:
    """Whether a message is the letter of an option and nothing else."""
    return LETTER.match(LEAD.sub("", _plain(text))) is not None


def wish_in(text: str, *, below: bool = False) -> str:
    """What a message asks of the nudges, in the words of `/nudges`; "" where it asks nothing.

    ``below``: it is said in a nudge's thread, where "stop" alone tells what is to stop.
    """
    said = _plain(text)
    if below and said in ENDINGS:
        return ENDINGS[said]
    if len(said.split()) > MOST_WORDS:
        return ""
    for pattern, words in WISHES:
        if found := pattern.match(said):
            return f"{words} {found.groupdict().get('rest') or ''}".strip()
    return ""


def _plain(text: str) -> str:
    """Small letters, single spaces, no emoji or quotes, and no mark at the end."""
    text = EMOJI.sub(" ", text.replace("’", "'")).casefold().strip(" \t\n\"'“”.!,;:()*_")
    return " ".join(text.split())


def _clearest(scores: Sequence[float]) -> int | None:
    """The one that is like enough and stands out."""
    order = sorted(range(len(scores)), key=lambda number: scores[number], reverse=True)
    best, second = (*(scores[number] for number in order[:2]), 0.0, 0.0)[:2]
    return order[0] if best >= LIKE_ENOUGH and best - second >= CLEARLY else None


def _likeness(said: str, option: str) -> float:
    """0 to 100. Some of an option's words are enough, where one of them is a word that tells."""
    words = set(re.findall(r"\w+", said))
    if words <= set(re.findall(r"\w+", option)) and any(len(word) > 3 for word in words):
        return 100.0
    return fuzz.token_sort_ratio(said, option)

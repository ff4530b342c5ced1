"""Parse replies to a nudge: an answer to its question, or a change of settings. Pure."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from bot.coaching.nudges.model import NOT_SURE
from bot.coaching.recall.question import RecallQuestion

MIN_SIMILARITY = 82.0
MIN_MARGIN = 8.0
"""Minimum similarity (0 to 100) of the chosen option, and by how much it must exceed the others."""
MOST_WORDS = 12
"""A longer message is about nudges; it doesn't ask to change them."""

UNSURE = re.compile(
    r"(i'?m |i am )?not (so |really |quite )?sure.*|(i have )?no (idea|clue)|i forgot|forgot|"
    r"(i )?(do not|don'?t) (know|remember|recall)( that| this| it)?|pass|skip|\?+|dunno|idk|"
    r"(just )?(show|tell) me( the answer)?"
)
"""``not sure``, ``no idea``, ``I don't remember that``, ``??``, ``just show me``"""
LEAD = re.compile(
    r"^(?:(?:i (?:think|guess|believe|say|would say)|i'd say|it'?s|it is|that'?s|that is|the|"
    r"(?:i'll|i'd|i will|i would|let'?s) go (?:with|for)|going with|"
    r"probably|maybe|perhaps|answer|my answer|is|option|must be|should be|hm+|well|so)[\s,:]+)+"
)
"""``I think it's``, ``probably the``, ``option``: words before the answer"""
LETTER = re.compile(r"^([a-h])$")
"""``b``"""
NEGATION = re.compile(r"\b(?:not|no|never|isn'?t|neither|except)\b")
EMOJI = re.compile(r":[\w+'-]+:")
"""``:thinking_face:``, as Slack writes them."""
QUESTION_WORD = re.compile(
    r"^(what|why|how|when|where|who|which|can|could|does|do|is|are|tell|explain)\b"
)

NUDGES = r"(?:(?:the|my|your|these|those|this|all|weekly|any|more)\s+)*(?:nudg(?:es?|ing)(?: me)?)"
ENDINGS = {"stop": "off", "enough": "off", "pause": "pause", "snooze": "snooze 1 week"}
SENDING = r"(?:sending|messaging|writing|pinging)"
BEGIN = r"^(?:(?:please|hey|hi|coach|can you|could you|would you|ok|okay)[\s,]+)*"
LATER = r"\s+(?:for\s+)?(?P<rest>(?:until|till|\w+ (?:day|week|month)s?).*)"
COMMANDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(BEGIN + words + r"[\s.!?]*(?:please|for now|thanks|thank you)?[.!?]*$"), command)
    for words, command in (
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
"""Patterns for messages, with the `/nudges` command each one means: ``stop the nudges``."""


def find_option(text: str, question: RecallQuestion) -> int | None:
    """Return the index of the option a reply means, ``NOT_SURE``, or None if it isn't an answer.

    Repeating the document's whole line counts as the right answer; saying what it is not doesn't.
    """
    options = question.options
    plain = _plain(text)
    if UNSURE.fullmatch(plain):
        return NOT_SURE
    if not plain or text.rstrip().endswith("?") or QUESTION_WORD.match(plain):
        return None
    plain = LEAD.sub("", plain)
    if letter := LETTER.match(plain):
        number = ord(letter[1]) - ord("a")
        return number if number < len(options) else None
    if NEGATION.search(plain) and not NEGATION.search(
        _plain(" ".join((*options, question.passage)))
    ):
        return None
    if (meant := _clearest([_likeness(plain, _plain(option)) for option in options])) is not None:
        return meant
    whole = fuzz.token_sort_ratio(plain, _plain(question.passage))
    return question.right if whole >= MIN_SIMILARITY else None


def is_letter(text: str) -> bool:
    """Whether a message is just the letter of an option."""
    return LETTER.match(LEAD.sub("", _plain(text))) is not None


def find_command(text: str, *, below: bool = False) -> str:
    """Return a request to change nudges as a `/nudges` command, "" if the message has none.

    ``below``: the message is in a nudge's thread, where "stop" alone is clear.
    """
    plain = _plain(text)
    if below and plain in ENDINGS:
        return ENDINGS[plain]
    if len(plain.split()) > MOST_WORDS:
        return ""
    for pattern, words in COMMANDS:
        if found := pattern.match(plain):
            return f"{words} {found.groupdict().get('rest') or ''}".strip()
    return ""


def _plain(text: str) -> str:
    """Return the text in lower case, without emoji, quotes, extra spaces and final punctuation."""
    text = EMOJI.sub(" ", text.replace("’", "'")).casefold().strip(" \t\n\"'“”.!,;:()*_")
    return " ".join(text.split())


def _clearest(scores: Sequence[float]) -> int | None:
    """Return the index of the score that is high enough and clearly the best, else None."""
    order = sorted(range(len(scores)), key=lambda number: scores[number], reverse=True)
    best, second = (*(scores[number] for number in order[:2]), 0.0, 0.0)[:2]
    return order[0] if best >= MIN_SIMILARITY and best - second >= MIN_MARGIN else None


def _likeness(reply: str, option: str) -> float:
    """Return the similarity, 0 to 100. Part of an option is enough if a word is distinctive."""
    words = set(re.findall(r"\w+", reply))
    if words <= set(re.findall(r"\w+", option)) and any(len(word) > 3 for word in words):
        return 100.0
    return fuzz.token_sort_ratio(reply, option)

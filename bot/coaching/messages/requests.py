"""Recognizes requests other than questions: "what next?", "quiz me on caching", "undo". Pure.

A sentence is a request if a cue of one kind is in it; the cues ask for words like "me" and "my", so
that "how do I undo a migration?" stays a question.
"""

import re
from importlib import resources

import yaml

from bot.coaching.messages.intent import Intent, Request

LONGEST = 300
"""Characters of a sentence that can be a request."""

_ABBREVIATIONS = {
    "u": "you",
    "ur": "your",
    "r": "are",
    "pls": "please",
    "plz": "please",
    "smth": "something",
    "sth": "something",
    "whats": "what's",
    "hows": "how's",
    "whos": "who's",
    "im": "i'm",
    "ive": "i've",
    "hw": "how",
    "w/": "with",
    "gimme": "give me",
    "lemme": "let me",
    "quizz": "quiz",
    "tmrw": "tomorrow",
    "wanna": "want to",
    "lets": "let's",
    "wk": "week",
    "dont": "don't",
    "didnt": "didn't",
    "wasnt": "wasn't",
    "thats": "that's",
    "anyone": "anybody",
    "someone": "somebody",
}
_WORD = re.compile(r"[^\s,.;:!?()\"]+")
# Politeness word by word: a text has one reading, so time is linear.
_START = (
    r"^(?:(?:and|so|ok|okay|now|then|also|hey|hi|but|please|can|could|would|will|you|i|want|that"
    r"|i'd"
    r"|like|need|let's|let|me|to|just|maybe|oops|ups|whoops|no|nope|wait|sorry|my bad|wrong|one"
    r"|that's"
    r"|not right|was)[\s,.!:-]+)*"
)
_MEASURE = (
    r"(?:\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)[ -]?(?:weeks?|wks?|w"
    r"|months?|days?)"
)
_HERE = (
    r"(?: here| else| around| in (?:the|our|this) (?:team|channel|company)| on (?:the|our) team"
    r"| of (?:you|us))*"
)


def _load_cues() -> tuple[tuple[Intent, re.Pattern[str]], ...]:
    """Return the patterns of ``cues.yaml``, in its order."""
    text = resources.files(__package__).joinpath("cues.yaml").read_text("utf-8")
    shared = (("{start}", _START), ("{here}", _HERE), ("{measure}", _MEASURE))
    cues = []
    for name, written in yaml.safe_load(text):
        pattern = written
        for mark, replacement in shared:
            pattern = pattern.replace(mark, replacement)
        cues.append((Intent(name), re.compile(pattern)))
    return tuple(cues)


_MATCHERS = _load_cues()
_NOTHING = frozenset(
    [
        "it",
        "this",
        "that",
        "me",
        "please",
        "anything",
        "something",
        "everything",
        "again",
        "now",
        "today",
        "another",
        "question",
        "questions",
        "skills",
        "knowledge",
        "skill",
        "topic",
        "us",
        "all",
        "time",
        "today's",
        "something",
        "quick",
        "so",
        "far",
        "?",
        "my",
        "the",
        "a",
        "on",
        "about",
        "what",
        "i",
        "learned",
        "learnt",
        "know",
        "logged",
    ]
)
_LEAD = re.compile(
    r"^(?:[\s:=,-]+|(?:me|us|expert|experts|person|people|who|that|can|could|help|explain|teach"
    r"|knows?|know|experience|experienced|familiar|good|question|questions|with|in|on|about|for"
    r"|at|of|to|is|be|a|an|the|our|as|doing|using|worked|work|used|done|into|ask|talk|review|guru"
    r"|specialist|i|you|he|she|smth|something|anything|and|now|please|become|becoming|get|getting"
    r"|some|any|my|before|has been|will be|better|really)\b)+",
    re.I,
)
_TAIL = re.compile(
    r"(?:[\s,.!?;:-]+(?:please|pls|now|today|here|again|before|guru|expert|for me|in the team"
    r"|on the team|stuff|well|better))*[\s,.!?;:)\"'-]*$",
    re.I,
)
_GOAL_WORDS = re.compile(
    r"^(?:[\s:=,-]+|(?:is|to|for|this|that|be|become|becoming|as|an?|the|now|would|should|quarter"
    r"|year|again|right|currently|at the moment)\b)+",
    re.I,
)


CLEAR = "clear"
"""What a request about a goal has as its text when it ends the goal."""
# drop my current goal
_CLEARS = re.compile(r"\b(?:clear|remove|delete|reset|drop|forget|cancel)\b.{0,20}\bgoal\b", re.I)
# I want to get promoted: the verb is the goal
_OWN_GOAL = re.compile(r"(?:i|we)(?:'d| would|'m| am)? (?:really )?\w+ to ", re.I)


def read_request(sentence: str) -> Request | None:
    """Return what a sentence requests; None for questions, statements and anything else."""
    plain = spell_out(sentence[: LONGEST + 1]).lower().strip(" .!,;:-\"'()")
    if not plain or len(plain) > LONGEST:
        return None
    plain = plain.rstrip("?! ") or plain
    for intent, pattern in _MATCHERS:
        if found := pattern.search(plain):
            return Request(intent, _about(intent, found, sentence))
    return None


def spell_out(sentence: str) -> str:
    """Return a sentence on one line, with its chat abbreviations spelled out."""
    words = " ".join(sentence.split())
    return _WORD.sub(lambda found: _ABBREVIATIONS.get(found[0].lower(), found[0]), words)


def _about(intent: Intent, found: re.Match[str], sentence: str) -> str:
    """Return what a request is about, in the person's own case where it can be found."""
    if intent in (Intent.PLAN, Intent.SETTINGS):
        return sentence.strip()
    if intent is Intent.GOAL and _CLEARS.search(sentence):
        return CLEAR
    groups = found.groupdict()
    words = groups.get("about") or groups.get("about2") or ""
    lead = _GOAL_WORDS if intent is Intent.GOAL else _LEAD
    words = _TAIL.sub("", lead.sub("", words)).strip(" .!?,;:\"'()")
    if not set(words.split()) - _NOTHING:
        own = intent is Intent.GOAL and _OWN_GOAL.match(sentence)
        return sentence[own.end() :].strip(" .!?") if own else ""
    start = sentence.lower().find(words)
    return sentence[start : start + len(words)] if start >= 0 else words

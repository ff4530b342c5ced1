"""Detect messages that say somebody learned something.

Precision comes first: a question taken for a statement gets no answer, while a missed statement can
simply be sent again.
"""

import re

LONGEST = 400
_WHEN = (
    r"(?:(?:today|yesterday|tonight|finally|recently|just|so|hey|hi|ok|okay|well|also|and|fyi|"
    r"this\s+(?:morning|afternoon|evening|week|month)|"
    r"last\s+(?:night|week|month|monday|tuesday|wednesday|thursday|friday|saturday|sunday))[\s,:!]+)*"
)
_WHO = r"(?:i|we|i've|we've|i\s+have|we\s+have)"
_HOW = r"(?:(?:just|finally|also|now|today|yesterday|really|recently|already)\s+)*"
_DID = (
    r"(?:learned|learnt|practi[sc]ed|studied|mastered|picked\s+up(?!\s+(?:the|my|our|a|an|some|from|where|on|his|her|their)\b)|got\s+(?:comfortable|confident)\s+"
    r"with|taught\s+myself|completed\s+(?:a|the)\s+(?:course|tutorial|workshop|training)\s+(?:on|in|about)|"
    r"read\s+up\s+on)"
)
STATEMENT = re.compile(
    rf"^{_WHEN}(?:{_WHO}\s+{_HOW}{_DID}|(?:just|today|finally)[\s,:]+{_DID})\b(?P<what>.+)$",
    re.I | re.S,
)
"""``Today I learned docker``, ``we've finally got comfortable with Kafka``"""
LOG_REQUEST = re.compile(
    r"^(?:please\s+)?(?:log(?:\s+(?:this|that))?(?:\s+as\s+learned)?|learned|learnt)\s*:\s*(?P<what>.+)$",
    re.I | re.S,
)
"""``log: terraform``, ``learned: SQL joins``"""
MARK_REQUEST = re.compile(
    r"^(?:please\s+|can\s+you\s+)?(?:log|mark|add|save)\s+(?P<what>.+?)\s+(?:as\s+(?:learned|learnt|known|"
    r"done)|to\s+my\s+(?:skills|log))[.!]*$",
    re.I | re.S,
)
"""``mark terraform as learned``, ``add SQL joins to my skills``"""
NO_SKILL = re.compile(
    r"^\W*(?:(?:today|yesterday|just|about|how|to|the|a|an|some)\s+)*(?:that|nothing|everything|anything|"
    r"something|it|this|them|these|those|you|your|we|i|he|she|they|of|for|live|cope|deal|why|whether|who|where|when|what|"
    r"hard\s+way|how(?=\s*[,.!]|\s*$)|lesson|my\s+lesson|lot|lots|so\s+much|much|few\s+things|things|from\s+\w+\s+that)\b",
    re.I,
)
"""``I learned that …``, ``I learned a lot``: nothing that could be a skill"""
SENTENCE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|isn't|aren't|wasn't|doesn't|don't|can't|won't|still|"
    r"fails?|failed|crash(?:es|ed)?|broke|breaks)\b",
    re.I,
)
"""Skills are named by phrases: if there is a verb, the text is about something else."""
QUESTION = re.compile(
    r"[?？]|(?:^|[.!,;:\n–—]\s*|\b(?:and|so|now)\s+)(?:what|which|how|why|when|where|who|can|could(?!\s+(?:now\s+)?(?:teach|explain))|should|"
    r"do|does|is|are|tell|show|explain|help|please\s+(?:tell|show|explain))\b"
    r"|\b(?:but|however|although|though|because|except|wonder|wondering|need\s+help|not\s+sure|"
    r"don't\s+(?:know|understand|get)|haven't|didn't|never|any\s+(?:advice|ideas?|tips?)|advice)\b",
    re.I,
)
"""``…?``, ``… but how do I …``, ``… not sure …``: a question or a request for help"""


def find_statement(text: str) -> str:
    """Return the part of a text that says what was learned, with its day and level; else "".

    Matches "I learned docker yesterday", "today I practised canary deployments", "log: terraform".
    """
    plain = " ".join(text.replace("’", "'").split())
    if not plain or len(plain) > LONGEST:
        return ""
    if found := LOG_REQUEST.match(plain) or MARK_REQUEST.match(plain):
        return found["what"].strip() if "?" not in plain else ""
    found = STATEMENT.match(plain)
    if found is None or QUESTION.search(plain):
        return ""
    if NO_SKILL.search(found["what"]) or SENTENCE.search(found["what"]):
        return ""
    return plain if re.search(r"\w", found["what"]) else ""

"""Removes what doesn't change a message's meaning: greetings, thanks, mentions, emoji. Pure."""

import re

LONGEST = 4_000
"""Characters of a message that are read."""

_QUOTES = str.maketrans("‘’‚‛“”„‟´`\u00a0", "''''\"\"\"\"'' ")
_EMOJI = re.compile(
    r":[a-z][\w+'-]{1,40}:"
    r"|[\U0001F000-\U0001FAFF\u2600-\u2604\u2606-\u2610\u2616-\u26FF\uFE0F\u200D]"
)
"""``:tada:`` and pictures; check marks and boxes stay, because they say what is done."""
_LINK = re.compile(r"<(?:https?://[^<>|\s]+)\|([^<>]+)>")
_MENTION = re.compile(r"(?<!\w)@(?:skill[- ]?)?coach\b[,:]?", re.I)
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.S)
_NAME = r"(?:coach|there|team|all|everyone|bot|buddy|friend|folks|skill ?coach)"
# Hi coach, / good morning team! / hey,
_GREETING = re.compile(
    r"^\s*(?:hi+|hey+|hello+|hallo|yo|howdy|hiya|heya|greetings|good (?:morning|afternoon|evening"
    r"|day)"
    rf"|morning|evening)(?:\s+{_NAME})?(?:[\s,.!:-]+|$)",
    re.I,
)
_ADDRESS = re.compile(r"^\s*(?:coach|skill ?coach)\s*[,:!]\s*", re.I)  # coach, …
# please / quick question: / could you / just wanted to say that …
_POLITE_START = re.compile(
    r"^\s*(?:(?:please|pls|plz|quick (?:question|one|update)|question|update|fyi|just fyi"
    r"|just (?:wanted|want) to (?:say|let you know)(?: that)?|so|ok(?:ay)?|well|um+|hmm+|oh|btw"
    r"|by the way"
    r"|no worries|sorry|hope you(?:'re| are) (?:well|good))[\s,:.!-]+)",
    re.I,
)
# thanks! / thank you so much in advance / cheers / please
_POLITE_END = re.compile(
    r"(?:^|[\s,.!;:-])(?:(?:many |lots of )?(?:thanks|thank you|thx|thnx|ty|tysm|cheers|merci"
    r"|danke)"
    r"(?: (?:a lot|so much|very much|you|in advance|coach|again|for (?:your|the) help|for that"
    r"|much)){0,3}"
    r"|please|pls|plz|coach|:\)|;\)|:d|\^\^|lol|haha)\s*[.!)]*\s*$",
    re.I,
)
_SPACES = re.compile(r"[ \t]+")


def normalize(text: str) -> str:
    """Return a text with plain quotes, and without emoji, mentions of the coach and markup."""
    plain = _LINK.sub(r"\1", text[:LONGEST].translate(_QUOTES))
    plain = _MENTION.sub(" ", _EMOJI.sub(" ", plain))
    plain = re.sub(r"(?<!\w)[*_~](?=\S)|(?<=\S)[*_~](?!\w)", "", plain)
    return _SPACES.sub(" ", plain).strip()


def strip_courtesy(text: str) -> str:
    """Return a normalized text without greetings before it and thanks after it.

    "Hi coach, I learned Docker. Thanks!" becomes "I learned Docker."; only thanks become "".
    """
    rest = text.strip()
    for pattern in (_GREETING, _ADDRESS, _POLITE_START, _GREETING, _POLITE_START, _ADDRESS):
        rest = pattern.sub("", rest, count=1)
    for _ in range(3):
        rest = _POLITE_END.sub("", rest, count=1).rstrip()
    return rest.strip()


def without_code(text: str) -> str:
    """Return a text without code, in which a mention isn't meant for anyone."""
    return _CODE.sub(" ", text)

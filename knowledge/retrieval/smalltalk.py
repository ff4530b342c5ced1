"""Recognizes small talk: greetings, thanks, "who are you", "help". Pure.

A text is small talk only if all of its words are, so "hi, how does caching work?" isn't.
"""

import re
from enum import StrEnum

from knowledge.retrieval.question import clean, words_of


class SmallTalk(StrEnum):
    """The kinds of small talk."""

    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"
    HELP = "help"
    IDENTITY = "identity"
    REMARK = "remark"


_WORDS = {
    SmallTalk.THANKS: """thanks thank thx thnx ty tysm cheers danke dankeschön merci gracias
        obrigado obrigada bedankt grazie tack appreciated appreciate""",
    SmallTalk.FAREWELL: """bye goodbye cya ciao tschüss adios adiós tchau doei revoir later
        tomorrow night weekend soon""",
    SmallTalk.GREETING: """hi hello hey heya hiya howdy yo greetings morning afternoon evening
        hallo moin servus bonjour salut bonsoir hola buenas buenos olá oi hoi goedemorgen grüß
        grüezi guten tag morgen abend días dias tardes noches bom dia boa tarde noite""",
    SmallTalk.REMARK: """lol haha hahaha hehe rofl lmao wow cool nice great awesome perfect super
        amazing excellent brilliant good ok okay okey alright fine yes no yep nope yeah nah sure
        sorry oops ups whoops apologies never mind nevermind wrong channel window funny happy
        birthday congrats congratulations helped helpful understood one job done welcome pleasure
        bless interesting true right""",
}
_KIND = {word: kind for kind, words in _WORDS.items() for word in words.split()}


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FILLERS = _set("""
    a again all alle and are at au bot buddy coach day dear dich du euch everybody everyone folks
    for friday friend friends from got guys happy have help helping how's i i'm in is it it's le
    lot lots man me meet miteinander monday monde much my now of oh place really saturday see so
    some sunday t team that that's the there this thursday to today todas todos too tous tout
    toutes tuesday u very was we wednesday well with would you you're your zusammen à
""")

_PATTERNS = {
    SmallTalk.HELP: (
        r"(?:please )?(?:help|help me|can you help(?: me)?|i need (?:some )?help|menu|commands?)",
        r"(?:so )?what (?:can|do) (?:you|i) (?:do|ask|ask you|know)(?: here)?",
        r"how (?:do|can) (?:i use you|you work|i use this|this work|does this work)",
        r"how does this (?:bot )?work|what are you (?:for|good for|able to do)",
    ),
    SmallTalk.IDENTITY: (
        r"(?:and |so |hey )?(?:who|what) (?:are|r) (?:you|u)(?: really)?",
        r"who (?:made|built|wrote|created) you|how old are you|where (?:are you from|do you live)",
        r"are (?:you|u) (?:an? |really an? )?(?:\w+ )?(?:bot|robot|human|person|machine|ai|real)",
        r"(?:what is|what's|whats) your name|(?:do|can) you (?:have feelings|sleep|dream|think)",
        r"wer bist du|qui es tu|quién eres|quem é você",
    ),
    SmallTalk.GREETING: (
        r"(?:(?:hi|hey|hello)(?: coach)? )?how(?: are (?:you|things)| is it going|'s it going)"
        r"(?: today| doing| coach)*",
        r"what's up|whats up|sup|how do you do|wie geht's|ça va|qué tal|como vai",
    ),
    SmallTalk.REMARK: (
        r"tell me (?:a|another|one more) (?:joke|story)|make me laugh",
        r"(?:do )?you know (?:a|any) jokes?|i (?:love|like|hate) you",
        r"(?:that was|you are|you're) \w+|you (?:rock|rule)",
        r"(?:i am |i'm )?just (?:testing|looking|kidding)",
        r"let me think(?: about (?:it|that))?|i(?:'m| am) (?:bored|tired|hungry|back|here|late)",
    ),
}
_MATCHERS = {kind: re.compile("|".join(forms)) for kind, forms in _PATTERNS.items()}
_PRECEDENCE = (SmallTalk.THANKS, SmallTalk.GREETING, SmallTalk.FAREWELL, SmallTalk.REMARK)
"""Which kind wins if there are several: "ok thanks" is thanks."""
_LONGEST = 9
_AT = re.compile(r"@[\w.-]+")


def kind_of(text: str) -> SmallTalk | None:
    """Return the kind of small talk; None for anything that may be a question."""
    words = words_of(_AT.sub(" ", clean(text[:400])))
    if not words or len(words) > _LONGEST:
        return None
    plain = " ".join(words)
    for kind, pattern in _MATCHERS.items():
        if pattern.fullmatch(plain):
            return kind
    kinds = {_KIND[word] for word in words if word in _KIND}
    if not kinds or any(word not in _KIND and word not in _FILLERS for word in words):
        return None
    return next(kind for kind in _PRECEDENCE if kind in kinds)

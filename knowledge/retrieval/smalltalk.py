"""Tells chat from questions: greetings, thanks, "who are you", "help". Pure, by whole-text patterns.

A text is small talk only when all of its words are, so that "hi, how does caching work?" is not.
"""

import re
from enum import StrEnum

from knowledge.retrieval.question import clean, words_of


class SmallTalk(StrEnum):
    """What kind of chat a text is."""

    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"
    HELP = "help"
    IDENTITY = "identity"
    REMARK = "remark"


_WORDS = {
    SmallTalk.THANKS: """thanks thank thx thnx ty tysm cheers danke dankeschön merci gracias obrigado
        obrigada bedankt grazie tack appreciated appreciate""",
    SmallTalk.FAREWELL: """bye goodbye cya ciao tschüss adios adiós tchau doei revoir later tomorrow
        night weekend soon""",
    SmallTalk.GREETING: """hi hello hey heya hiya howdy yo greetings morning afternoon evening hallo
        moin servus bonjour salut bonsoir hola buenas buenos olá oi hoi goedemorgen grüß grüezi guten tag morgen
        abend días dias tardes noches bom dia boa tarde noite""",
    SmallTalk.REMARK: """lol haha hahaha hehe rofl lmao wow cool nice great awesome perfect super
        amazing excellent brilliant good ok okay okey alright fine yes no yep nope yeah nah sure sorry
        oops apologies never mind nevermind wrong channel window funny happy birthday congrats
        congratulations ups whoops understood helped helpful one job done welcome pleasure bless interesting true right""",
}
_FILLERS = frozenset(
    """a all and got it's dich are at bot buddy coach day dear du euch everybody everyone folks for friend friends
    friday from guys happy have help helping i i'm in is it it's lot lots man me meet monday much my
    now of oh place so some t team that that's the there this to today tous toutes tout today u very
    was we well with would you your you're zusammen à au le le monde todos todas a todos see me too
    tuesday wednesday thursday saturday sunday really alle miteinander again how's going""".split()
)
_KIND = {word: kind for kind, words in _WORDS.items() for word in words.split()}

_PATTERNS = (
    (
        SmallTalk.HELP,
        re.compile(
            r"(?:please )?(?:help|help me|can you help(?: me)?|i need (?:some )?help|/help|menu|"
            r"commands?|(?:so )?what (?:can|do) (?:you|i) (?:do|ask|ask you|know)(?: here)?|"
            r"how (?:do|can) (?:i use you|you work|i use this|this work|does this work)|"
            r"how does this (?:bot )?work|what are you (?:for|good for|able to do))"
        ),
    ),
    (
        SmallTalk.IDENTITY,
        re.compile(
            r"(?:and |so |hey )?(?:who|what) (?:are|r) (?:you|u)(?: really)?|who (?:made|built|wrote|created) you|"
            r"are (?:you|u) (?:an? |really an? )?(?:\w+ )?(?:bot|robot|human|person|machine|ai|real|alive)|"
            r"(?:what is|what's|whats) your name|(?:do|can) you (?:have feelings|sleep|dream|think)|"
            r"how old are you|where (?:are you from|do you live)|wer bist du|qui es tu|quién eres|quem é você"
        ),
    ),
    (
        SmallTalk.GREETING,
        re.compile(
            r"(?:hi |hey |hello )?(?:how are (?:you|things)|how is it going|how's it going|what's up|"
            r"whats up|sup|how do you do|wie geht's|ça va|qué tal|como vai)(?: today| doing| coach)*"
        ),
    ),
    (
        SmallTalk.REMARK,
        re.compile(
            r"tell me (?:a|another|one more) (?:joke|story)|(?:do )?you know (?:a|any) jokes?|make me laugh|"
            r"i (?:love|like|hate) you|(?:that was|you are|you're) \w+|you (?:rock|rule)|(?:i am |i'm )?just (?:testing|looking|kidding)|let me think(?: about (?:it|that))?|"
            r"i(?:'m| am) (?:bored|tired|hungry|back|here|late)"
        ),
    ),
)
_LONGEST = 9
_AT = re.compile(r"@[\w.-]+")


def kind_of(text: str) -> SmallTalk | None:
    """The kind of chat, or None for anything that may be a question."""
    words = words_of(_AT.sub(" ", clean(text[:400])))
    if not words or len(words) > _LONGEST:
        return None
    plain = " ".join(words)
    for kind, pattern in _PATTERNS:
        if pattern.fullmatch(plain):
            return kind
    kinds = [_KIND[word] for word in words if word in _KIND]
    if not kinds or any(word not in _KIND and word not in _FILLERS for word in words):
        return None
    return min(kinds, key=list(SmallTalk).index) if SmallTalk.THANKS in kinds else kinds[0]

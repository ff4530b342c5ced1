"""The coach's own sentences. A question always gets the same one of several wordings, and different
questions get different ones, so that answers don't sound canned.
"""

from collections.abc import Sequence
from zlib import crc32

from knowledge.retrieval.smalltalk import SmallTalk

ONE = (
    "{document} has one {thing} on this, under {place} [{n}]:",
    "This comes up once in {document}, under {place} [{n}]:",
    "In {document}, this is under {place} [{n}]:",
)
SOME = (
    "{document} has {count} {thing}s on this, under {place} [{n}]:",
    "In {document} this belongs to {place} [{n}]. The closest {count} {thing}s:",
    "Start with {place} in {document} [{n}]; {count} {thing}s there are about this:",
)
SPREAD = (
    "{documents}: this is touched on under {places}.",
    "This runs through more than one section of {documents}: {places}.",
    "This comes up in several places in {documents}: {places}.",
)
AGAIN = (
    "Here is what {document} has under {place} [{n}]:",
    "There is more under {place} in {document} [{n}]:",
)
PICKED = ("{document} has only this line about it, under {place} [{n}]:",)
GLOSSARY = "{term} (from my glossary, not your document): {meaning}"
REST = ("Also in {section}: {rest} [{n}].",)
NEXT = (
    "If that isn't quite it, try {section}.",
    "A good next place to look: {section}.",
)
REFUSED = (
    "I can't answer that from what I have: your team's documents don't cover it.",
    "That isn't in your team's documents, so I'd rather not guess.",
    "I found nothing about that in your team's documents.",
)
UNKNOWN = (
    "I don't know “{word}”, and your team's documents don't name it.",
    "“{word}” is new to me, and your team's documents don't mention it.",
)
NEAREST = "The nearest sections are {sections}; ask me about one of them if that helps."
NOTHING_ASKED = "I couldn't find a question in that. Ask me about a skill, in a few words."
EMPTY_LIBRARY = (
    "I have no documents to answer from yet. Someone who runs me can add some with `coach ingest`."
)
SMALL_TALK = {
    SmallTalk.GREETING: (
        "Hello! Ask me about a skill your team has written down, or tell me what you learned.",
        "Hi there! I know your team's skill documents. What would you like to look into?",
    ),
    SmallTalk.THANKS: (
        "You're welcome! Ask again whenever something else comes up.",
        "Glad it helped. Tell me what you learned and I'll keep track of it.",
    ),
    SmallTalk.FAREWELL: (
        "Until next time! I'll be here when you want to pick something up.",
        "See you! Bring me a question whenever you like.",
    ),
    SmallTalk.HELP: (
        "Ask me about any skill in your team's documents and I'll answer with the place it comes "
        "from. Tell me what you learned and I'll log it, or ask me what to learn next.",
    ),
    SmallTalk.IDENTITY: (
        "I'm the skill coach, a bot: I answer from the documents your team wrote, keep track of "
        "what you learned, and suggest what comes next.",
    ),
    SmallTalk.REMARK: (
        "Noted! When you have a question about a skill, I'm here.",
        "All right. Ask me about a skill whenever you like.",
    ),
}


def chosen(variants: Sequence[str], question: str) -> str:
    """Return one of several wordings, always the same for the same question."""
    return variants[crc32(question.strip().lower().encode("utf-8", "replace")) % len(variants)]


def listed(items: Sequence[str]) -> str:
    """Return "a", "a and b", "a, b and c"; with semicolons if an item contains a comma or "and"."""
    if len(items) < 2:
        return "".join(items)
    heavy = any("," in item or " and " in item for item in items)
    comma, last = ("; ", "; and ") if heavy else (", ", " and ")
    return f"{comma.join(items[:-1])}{last}{items[-1]}"


def counted(number: int) -> str:
    """Return a small number as a word."""
    words = ("no", "one", "two", "three", "four", "five", "six")
    return words[number] if number < len(words) else str(number)

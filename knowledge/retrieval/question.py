"""Prepares people's text for search: cleans it, finds the asking part and the content words."""

import re
import unicodedata
from functools import lru_cache

from knowledge.text.words import FUNCTION_WORDS

MAX_LETTERS = 320
"""Characters above which a question is cut to its asking part; the embedder would cut it, too."""

# "<@U024BE7LH>" or "<#C024BE91L>".
_MENTION = re.compile(r"<[@#!][^<>\s]{1,80}>")
# "<https://x.com|label>" or "https://x.com".
_LINK = re.compile(r"<(?:https?|mailto):[^<>|]*(?:\|([^<>]*))?>|https?://\S+")
# ":tada:".
_EMOJI_CODE = re.compile(r"(?<!\w):[a-z0-9_+'-]{2,40}:(?!\w)")
_SPACE = re.compile(r"\s+")
# The space after "works?".
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
# "node.js", "c++", "ci/cd".
_WORD = re.compile(r"[^\W_]+(?:[.+#'’&/-]*[^\W_]+)*(?:\+\+|#)?")


def read(raw: str) -> str:
    """Return what a text asks, cleaned and cut to a sensible length; empty if it has no words."""
    text = focus(clean(raw))
    return text if words_of(text) else ""


def clean(raw: str) -> str:
    """Return plain visible text on one line, without hidden characters, Slack markup or links."""
    text = unicodedata.normalize("NFKC", raw[:40_000])
    text = _LINK.sub(lambda m: f" {m.group(1) or ''} ", _MENTION.sub(" ", text))
    text = _EMOJI_CODE.sub(" ", text)
    return _SPACE.sub(" ", "".join(map(_visible, text))).strip()


def _visible(mark: str) -> str:
    if mark.isascii():
        return mark if mark.isprintable() else " "
    category = unicodedata.category(mark)
    if category in ("Cf", "Cn", "Co", "Cs") or category == "Mn":
        return ""
    return " " if category[0] in "CZ" or category == "So" else mark


def focus(text: str) -> str:
    """Return the asking part of a long text: its questions, or else its beginning."""
    if len(text) <= MAX_LETTERS:
        return text
    sentences = _SENTENCE_END.split(text)
    asking = " ".join(s for s in sentences if s.endswith("?")) or text
    return asking if len(asking) <= MAX_LETTERS else asking[:MAX_LETTERS].rsplit(" ", 1)[0]


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """Return all words in lower case; ``node.js``, ``c++`` and ``ci/cd`` stay whole."""
    return tuple(w.lower() for w in _WORD.findall(text))


def content_words(text: str) -> tuple[str, ...]:
    """Return the words that say what a text is about, without duplicates, in order."""
    return tuple(dict.fromkeys(w for w in words_of(text) if w not in FUNCTION_WORDS))

"""A person's text made fit for searching: hidden marks out, the asking part, its content words."""

import re
import unicodedata
from functools import lru_cache

from knowledge.retrieval.words import FUNCTION_WORDS

MAX_LETTERS = 320
"""A question longer than this is cut to its asking part: the embedder would cut it anyway."""

_MENTION = re.compile(r"<[@#!][^<>\s]{1,80}>")
_LINK = re.compile(r"<(?:https?|mailto):[^<>|]*(?:\|([^<>]*))?>|https?://\S+")
_EMOJI_CODE = re.compile(r"(?<!\w):[a-z0-9_+'-]{2,40}:(?!\w)")
_SPACE = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
_WORD = re.compile(r"[^\W_]+(?:[.+#'’&/-]*[^\W_]+)*(?:\+\+|#)?")


def read(raw: str) -> str:
    """What a text asks, cleaned and cut to a sensible length; empty where it holds no words."""
    text = focus(clean(raw))
    return text if words_of(text) else ""


def clean(raw: str) -> str:
    """Plain visible text on one line: no control or zero-width marks, no Slack markup, no links."""
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
    """The asking part of a long text: its sentences that ask, else its beginning."""
    if len(text) <= MAX_LETTERS:
        return text
    sentences = _SENTENCE_END.split(text)
    asking = " ".join(s for s in sentences if s.endswith("?")) or text
    return asking if len(asking) <= MAX_LETTERS else asking[:MAX_LETTERS].rsplit(" ", 1)[0]


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """All words, in lower case: ``node.js``, ``c++`` and ``ci/cd`` stay whole."""
    return tuple(w.lower() for w in _WORD.findall(text))


def content_words(text: str) -> tuple[str, ...]:
    """The words that say what a text is about, each once, in order."""
    return tuple(dict.fromkeys(w for w in words_of(text) if w not in FUNCTION_WORDS))

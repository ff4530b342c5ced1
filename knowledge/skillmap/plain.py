"""Cleans text for names and reasons: one line, composed letters, nothing invisible."""

import unicodedata

_DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that reverse the text's direction, so that people read something else."""
_FORBIDDEN = frozenset("\ufffe\uffff")
"""Characters that neither YAML nor XML allows."""


def to_plain_text(text: str) -> str:
    """Return text in NFC without control characters, surrogates, and doubled or outer spaces."""
    kept = "".join(" " if _is_hidden(character) else character for character in text)
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def _is_hidden(character: str) -> bool:
    if character in _DIRECTION_MARKS or character in _FORBIDDEN:
        return True
    return unicodedata.category(character) in ("Cc", "Cs")

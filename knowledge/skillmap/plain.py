"""Text as names and reasons keep it: on one line, composed, nothing in it that cannot be seen."""

import unicodedata

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Make text run the other way, so that a person reads something else than what stands there."""
_NO_CHARACTERS = frozenset("\ufffe\uffff")
"""Neither YAML nor XML takes them."""


def plain(text: str) -> str:
    """Without controls, halves of characters, and doubled or outer spaces; in form NFC."""
    kept = "".join(" " if _is_hidden(character) else character for character in text)
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def _is_hidden(character: str) -> bool:
    if character in _TURNING or character in _NO_CHARACTERS:
        return True
    return unicodedata.category(character) in ("Cc", "Cs")

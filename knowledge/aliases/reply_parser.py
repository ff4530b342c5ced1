"""Parses a chat model's reply into short plain aliases. Pure.

They are never shown, but they are embedded, so each must be a plain name or question.
"""

import json
import re
from collections.abc import Iterable, Iterator

from knowledge.answers.sources import hides, without_orders
from knowledge.skillmap.plain import to_plain_text

LONGEST = 100
SHORTEST = 2
MOST = 4
"""Texts kept per skill."""

# "<b>", "`code`", "https://x", "# Title" or "&amp;".
_MARKUP = re.compile(r"[<>{}\[\]`*|@~\\]|://|\bwww\.|^\s*(?:#|[-•]\s)|&#?\w+;", re.IGNORECASE)


def read_reply(reply: str, skills: int) -> dict[int, tuple[str, ...]]:
    """Return the texts for each skill in the reply, by the skill's number from 1.

    The reply has one JSON object per line. Other lines, unknown numbers and texts that aren't
    plain are skipped.
    """
    found: dict[int, tuple[str, ...]] = {}
    for line in reply.splitlines():
        entry = _object(line.strip().strip(","))
        number, texts = entry.get("skill"), entry.get("texts")
        if type(number) is int and 0 < number <= skills and isinstance(texts, list):
            found[number] = tuple(_distinct((*found.get(number, ()), *_plain(texts))))[:MOST]
    return found


def _plain(texts: Iterable[object]) -> Iterator[str]:
    for text in texts:
        if not isinstance(text, str) or len(text) > LONGEST or hides(text):
            continue
        kept = to_plain_text(text)
        if _is_plain(kept):
            yield kept


def _is_plain(text: str) -> bool:
    if len(text) < SHORTEST or _MARKUP.search(text) or not any(c.isalpha() for c in text):
        return False
    return without_orders(text) == text


def _distinct(texts: Iterable[str]) -> Iterator[str]:
    return iter({text.casefold(): text for text in texts}.values())


def _object(line: str) -> dict[str, object]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}

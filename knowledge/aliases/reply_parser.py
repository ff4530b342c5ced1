"""What a chat model wrote of some skills -> short plain texts, or nothing. Pure.

None of it is ever shown, but all of it is embedded: it has to be a name or a question, and no more.
"""

import json
import re
from collections.abc import Iterable, Iterator

from knowledge.answers.sources import hides, without_orders
from knowledge.skillmap.plain import plain

LONGEST = 100
SHORTEST = 2
MOST = 4
"""Texts kept of one skill."""

_MARKUP = re.compile(r"[<>{}\[\]`*|@~\\]|://|\bwww\.|^\s*(?:#|[-•]\s)|&#?\w+;", re.IGNORECASE)


def read_reply(reply: str, skills: int) -> dict[int, tuple[str, ...]]:
    """The texts for each skill that the reply tells of; skills are numbered from 1.

    One JSON object a line. Other lines, unknown numbers and texts that are not plain are left out.
    """
    found: dict[int, tuple[str, ...]] = {}
    for line in reply.splitlines():
        told = _object(line.strip().strip(","))
        number, texts = told.get("skill"), told.get("texts")
        if type(number) is int and 0 < number <= skills and isinstance(texts, list):
            found[number] = tuple(_distinct((*found.get(number, ()), *_plain(texts))))[:MOST]
    return found


def _plain(texts: Iterable[object]) -> Iterator[str]:
    for text in texts:
        if not isinstance(text, str) or len(text) > LONGEST or hides(text):
            continue
        kept = plain(text)
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
        told = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}

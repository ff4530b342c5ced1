"""Time zones by name: "zone Europe/Lisbon", "timezone New York", "zone UTC+2". Pure."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from zoneinfo import available_timezones

from bot.coaching.nudges.preferences import Preferences

AREAS = (
    *("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe"),
    *("Indian", "Pacific"),
)
LONGEST = 4
"""Words of a city: "Port of Spain", "Dar es Salaam", "New York"."""

_SAID = re.compile(r"(?:in\s+)?time\s*-?zone\b|zone\b", re.I)
_IS = re.compile(r"(?:[\s:]|is\b|to\b)*", re.I)
_SLACK = re.compile(r"(?:from|by|as\s+in|of)?\s*(?:slack|auto(?:matic(?:ally)?)?)\b", re.I)
_FIXED = re.compile(r"(?:utc|gmt)\s*(?P<sign>[+-])\s*0?(?P<hours>\d{1,2})(?::?00)?\b", re.I)
_WORD = re.compile(r"\s*[^\s,;]+")


def zone(text: str, preferences: Preferences, _today: date) -> tuple[Preferences, str] | None:
    """A zone or one of its cities; "from Slack" undoes it. Without "zone" only IANA's own names."""
    said = _SAID.match(text)
    if said is None:
        found = _known(text, 1)
        named = found if found and ("/" in found[0] or found[0] == "UTC") else None
        return named and (replace(preferences, zone=named[0]), named[1])
    gap = _IS.match(text, said.end())
    rest = text[gap.end() if gap else said.end() :]
    if slack := _SLACK.match(rest):
        return replace(preferences, zone=""), rest[slack.end() :]
    found = _fixed(rest) or _known(rest, LONGEST)
    return found and (replace(preferences, zone=found[0]), found[1])


def _fixed(text: str) -> tuple[str, str] | None:
    """Whole hours from UTC; the names of such zones carry the opposite sign."""
    found = _FIXED.match(text)
    if found is None:
        return None
    sign = "-" if found["sign"] == "+" else "+"
    name = f"Etc/GMT{sign}{int(found['hours'])}"
    return (name, text[found.end() :]) if name.lower() in _names() else None


def _known(text: str, longest: int) -> tuple[str, str] | None:
    """The zone that the first words of a text name, the most words first, and the rest."""
    ends = [0]
    while len(ends) <= longest and (word := _WORD.match(text, ends[-1])):
        ends.append(word.end())
    for end in reversed(ends[1:]):
        key = " ".join(bare(text[:end]).rstrip(".!").split())
        if name := _names().get(key):
            return name, text[end:]
    return None


@cache
def _names() -> Mapping[str, str]:
    """IANA's names by what people write: in lower case, and by city alone."""
    zones = sorted(available_timezones(), key=lambda name: (-len(name), name))
    cities = {bare(name.rsplit("/", 1)[1]): name for name in zones if name.split("/")[0] in AREAS}
    return cities | {bare(name): name for name in zones}


def bare(name: str) -> str:
    """In lower case and without accents, as the names have none: "São Paulo", "Bogotá"."""
    letters = unicodedata.normalize("NFKD", name.replace("_", " "))
    return "".join(each for each in letters if not unicodedata.combining(each)).lower()

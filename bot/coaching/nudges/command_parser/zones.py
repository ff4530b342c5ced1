"""Parse time zones: "zone Europe/Lisbon", "timezone New York", "zone UTC+2". Pure."""

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
"""Maximum words in a city's name: "Port of Spain", "Dar es Salaam"."""

_ZONE = re.compile(r"(?:in\s+)?time\s*-?zone\b|zone\b", re.I)
_GAP = re.compile(r"(?:[\s:]|is\b|to\b)*", re.I)
_SLACK = re.compile(r"(?:from|by|as\s+in|of)?\s*(?:slack|auto(?:matic(?:ally)?)?)\b", re.I)
_FIXED = re.compile(r"(?:utc|gmt)\s*(?P<sign>[+-])\s*0?(?P<hours>\d{1,2})(?::?00)?\b", re.I)
_WORD = re.compile(r"\s*[^\s,;]+")


def parse_zone(text: str, preferences: Preferences, _today: date) -> tuple[Preferences, str] | None:
    """Parse a zone or a city in one; "from Slack" unsets it. Without "zone", only IANA names."""
    opening = _ZONE.match(text)
    if opening is None:
        found = _known(text, 1)
        named = found if found and ("/" in found[0] or found[0] == "UTC") else None
        return named and (replace(preferences, zone=named[0]), named[1])
    gap = _GAP.match(text, opening.end())
    rest = text[gap.end() if gap else opening.end() :]
    if slack := _SLACK.match(rest):
        return replace(preferences, zone=""), rest[slack.end() :]
    found = _fixed(rest) or _known(rest, LONGEST)
    return found and (replace(preferences, zone=found[0]), found[1])


def _fixed(text: str) -> tuple[str, str] | None:
    """Parse whole hours from UTC. IANA names of such zones have the opposite sign."""
    found = _FIXED.match(text)
    if found is None:
        return None
    sign = "-" if found["sign"] == "+" else "+"
    name = f"Etc/GMT{sign}{int(found['hours'])}"
    return (name, text[found.end() :]) if name.lower() in _names() else None


def _known(text: str, longest: int) -> tuple[str, str] | None:
    """Return the zone that the first words name, preferring the most words, and the rest."""
    ends = [0]
    while len(ends) <= longest and (word := _WORD.match(text, ends[-1])):
        ends.append(word.end())
    for end in reversed(ends[1:]):
        key = " ".join(strip_accents(text[:end]).rstrip(".!").split())
        if name := _names().get(key):
            return name, text[end:]
    return None


@cache
def _names() -> Mapping[str, str]:
    """Return names as people write them, in lower case and by city alone -> IANA name."""
    zones = sorted(available_timezones(), key=lambda name: (-len(name), name))
    cities = {
        strip_accents(name.rsplit("/", 1)[1]): name for name in zones if name.split("/")[0] in AREAS
    }
    return cities | {strip_accents(name): name for name in zones}


def strip_accents(name: str) -> str:
    """Return the name in lower case, without the accents that IANA leaves out: "São Paulo"."""
    letters = unicodedata.normalize("NFKD", name.replace("_", " "))
    return "".join(each for each in letters if not unicodedata.combining(each)).lower()

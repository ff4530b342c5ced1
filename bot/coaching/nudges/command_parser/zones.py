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

ABBREVIATIONS = {
    **dict.fromkeys(("et", "est", "edt"), "America/New_York"),
    **dict.fromkeys(("ct", "cst", "cdt"), "America/Chicago"),
    **dict.fromkeys(("mt", "mst", "mdt"), "America/Denver"),
    **dict.fromkeys(("pt", "pst", "pdt"), "America/Los_Angeles"),
    **dict.fromkeys(("cet", "cest"), "Europe/Berlin"),
    **dict.fromkeys(("eet", "eest"), "Europe/Helsinki"),
    **{"bst": "Europe/London", "ist": "Asia/Kolkata", "jst": "Asia/Tokyo", "sgt": "Asia/Singapore"},
    **dict.fromkeys(("aest", "aedt"), "Australia/Sydney"),
}
"""What people mean by an abbreviation: the place, which also changes its clocks. IANA's own "EST"
never does."""
PART_HOURS = {
    "+3:30": "Asia/Tehran",
    "+4:30": "Asia/Kabul",
    "+5:30": "Asia/Kolkata",
    "+5:45": "Asia/Kathmandu",
    "+6:30": "Asia/Yangon",
    "+8:45": "Australia/Eucla",
    "+9:30": "Australia/Darwin",
}
"""Offsets with half and quarter hours, as zones that never change their clocks."""

_ZONE = re.compile(r"(?:in\s+)?time\s*-?zone\b|zone\b", re.I)
_GAP = re.compile(r"(?:[\s:]|is\b|to\b)*", re.I)
_SLACK = re.compile(r"(?:from|by|as\s+in|of)?\s*(?:slack|auto(?:matic(?:ally)?)?)\b", re.I)
_FIXED = re.compile(r"(?:utc|gmt)\s*(?P<sign>[+-])\s*0?(?P<hours>\d{1,2})(?::?00)?\b", re.I)
_PART_HOURS = re.compile(
    r"(?:utc|gmt)\s*(?P<sign>[+-])\s*0?(?P<hours>\d{1,2})[:.]?(?P<minutes>30|45)\b", re.I
)
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
    """Parse hours from UTC. IANA names of whole hours have the opposite sign."""
    if part := _PART_HOURS.match(text):
        named = PART_HOURS.get(f"{part['sign']}{int(part['hours'])}:{part['minutes']}")
        return (named, text[part.end() :]) if named else None
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
    return cities | {strip_accents(name): name for name in zones} | ABBREVIATIONS


def strip_accents(name: str) -> str:
    """Return the name in lower case, without the accents that IANA leaves out: "São Paulo"."""
    letters = unicodedata.normalize("NFKD", name.replace("_", " "))
    return "".join(each for each in letters if not unicodedata.combining(each)).lower()

"""Parse times of day as people write them: "10:00", "10.30", "5pm", "noon". Pure."""

import re

NAMED_TIMES = {"morning": 9 * 60, "noon": 12 * 60, "midday": 12 * 60, "afternoon": 14 * 60}
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?(?![\d:])(?:\s*(?P<half>[ap])\.?m\b\.?)?"
    r"(?:\s*o['’]?clock\b|h\b)?",
    re.I,
)
"""``10:00``, ``10.30``, ``5 p.m.``, ``9h``, ``3 o'clock``"""
_WORD = re.compile(rf"(?:in\s+the\s+)?(?P<word>{'|'.join(NAMED_TIMES)})s?\b", re.I)
"""``noon``, ``in the mornings``"""
END_OF_DAY = 24 * 60


def parse_time_of_day(text: str, bare: bool = True) -> tuple[int, str] | None:
    """Return the minutes after midnight (0 to 1440) a text starts with, and the rest of the text.

    None if it doesn't start with a time. With ``bare``, a number alone is an hour.
    """
    if word := _WORD.match(text):
        return NAMED_TIMES[word["word"].lower()], text[word.end() :]
    found = _CLOCK.match(text)
    if found is None or re.match(r"\w", text[found.end() :]):
        return None
    if not (bare or found["minute"] or found["half"]):
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    at = hour * 60 + minute
    return (at, text[found.end() :]) if minute < 60 and at <= END_OF_DAY else None


def parse_hours(text: str) -> tuple[int, int, str] | None:
    """Return start and end of working hours, "8:00-16:00" or "9 to 5", and the rest of the text.

    In minutes after midnight; None if the text doesn't start with hours.
    """
    begin = parse_time_of_day(text)
    joint = begin and re.match(r"\s*(?:-|–|—|to|till?|until|and)\s*", begin[1], re.I)
    end = begin and joint and parse_time_of_day(begin[1][joint.end() :])
    if not begin or not end:
        return None
    opens, closes = begin[0], end[0]
    if closes <= opens and closes <= END_OF_DAY // 2:  # 9 to 5
        closes += END_OF_DAY // 2
    return (opens, closes, end[1]) if opens < closes else None

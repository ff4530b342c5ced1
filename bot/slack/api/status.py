"""Decides from a Slack status whether somebody is away for a day or longer."""

import re
from collections.abc import Mapping
from typing import Any

AWAY_EMOJI = frozenset(
    {
        "airplane_departure",
        "baby",
        "baby_bottle",
        "beach_with_umbrella",
        "breast-feeding",
        "desert_island",
        "face_with_thermometer",
        "hospital",
        "island",
        "mask",
        "nauseated_face",
        "palm_tree",
        "sneezing_face",
        "thermometer",
        "umbrella_on_ground",
    }
)
# "On vacation", "out of office until Monday", "parental leave", "im Urlaub"
AWAY_WORDS = re.compile(
    r"\b(?:away|holidays?|vacation(?:ing)?|annual leave|on leave|day off|days off|time off|pto"
    r"|ooo|ooto|out of (?:the )?office|sick|ill|unwell|recovering"
    r"|(?:parental|maternity|paternity|family|medical|sick|bereavement|compassionate) leave"
    r"|sabbatical|urlaub|krank|elternzeit|cong[eé]s?|en vacances|malade|vacaciones|de baja"
    r"|f[eé]rias|de licen[cç]a|ferie|malattia)\b",
    re.IGNORECASE,
)
BACK_WORDS = re.compile(r"\b(?:back from|not|no longer|after|planning|until my)\b", re.IGNORECASE)
"""Words that negate the ones above: "back from holiday", "not on leave"."""


def is_away(profile: Mapping[str, Any], now: float) -> bool:
    """Whether a profile's ``status_text`` or ``status_emoji`` says the person is away.

    ``now`` and ``status_expiration`` are seconds since 1970; an expiration of 0 means that the
    status doesn't expire.
    """
    until = float(profile.get("status_expiration") or 0)
    if 0 < until <= now:
        return False
    text = str(profile.get("status_text") or "")
    if BACK_WORDS.search(text):
        return False
    emoji = str(profile.get("status_emoji") or "").strip(":").partition("::")[0]
    return emoji in AWAY_EMOJI or bool(AWAY_WORDS.search(text))

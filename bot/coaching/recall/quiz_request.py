"""Whether a message asks for a quiz, and on what. Pure."""

import re

LONGEST_TOPIC = 200

# quiz me on caching; ask me a question about Docker; test my knowledge of SQL
_REQUEST = re.compile(
    r"^(?:(?:hi|hey|hello|ok(?:ay)?|please|can you|could you|coach),?\s+)*"
    r"(?:quiz(?: me)?|test (?:me|my knowledge)|ask me (?:a |another |some )?questions?"
    r"|give me (?:a |another )?(?:quiz|question))"
    r"(?:\s+(?:on|about|of|with|in)\s+(?P<topic>.+?))?(?:,?\s+please)?\s*[.!?]*$",
    re.IGNORECASE,
)


def quiz_topic(text: str) -> str | None:
    """Return the topic of a request for a quiz, "" for any; None where it is no such request."""
    found = _REQUEST.match(" ".join(text[:LONGEST_TOPIC].split()))
    return None if found is None else (found["topic"] or "").strip()

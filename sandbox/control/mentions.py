"""`@Name` and `#channel` as a person types them, turned into what Slack stores."""

from __future__ import annotations

import re

from sandbox.workspace import Workspace


def linked(ws: Workspace, text: str) -> str:
    """The text with every known `@Real Name`, `@name` and `#channel` as a reference by id."""
    known: dict[str, str] = {}
    for person in ws.people.values():
        for name in (person.real_name, person.name):
            known[f"@{name}".lower()] = f"<@{person.id}>"
    for channel in ws.conversations:
        if channel.name:
            known[f"#{channel.name}".lower()] = f"<#{channel.id}>"
    longest_first = sorted(known, key=len, reverse=True)
    pattern = "|".join(re.escape(name) for name in longest_first)
    return re.sub(
        rf"(?<![\w@#&])({pattern})(?![\w-])",
        lambda found: known[found[0].lower()],
        text,
        flags=re.IGNORECASE,
    )

"""`coach match`: show which skills in the documents a phrase means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.output import Batch, JsonOption, json_lines, print_json, print_text

if TYPE_CHECKING:
    from knowledge.model import Match


def match(
    phrase: Annotated[str | None, typer.Argument(help="What was learned, in any words.")] = None,
    as_json: JsonOption = False,
    batch: Batch = None,
) -> None:
    """Show which skills a phrase means: what would be logged, and what else is close."""
    from bot.cli.context import open_service
    from knowledge.errors import InputError

    if (phrase is None) == (batch is None):
        raise InputError("Give either a phrase or --batch FILE.")
    rows: list[dict[str, Any]] = json_lines(batch, "phrase") if batch else [{"phrase": phrase}]
    with open_service() as knowledge:
        for row in rows:
            found = knowledge.match(row["phrase"])
            if as_json or batch:
                print_json(({"id": row["id"]} if "id" in row else {}) | as_dict(found))
            else:
                print_text(render(found))


def as_dict(found: Match) -> dict[str, Any]:
    """Return a match in the JSON format of the contract."""
    return {
        "phrase": found.phrase,
        "known": found.known,
        "skills": [skill.text for skill in found.skills],
        "candidates": [
            {
                "skill": candidate.skill.text,
                "section": candidate.section.title,
                "confidence": round(candidate.confidence, 4),
            }
            for candidate in found.candidates
        ],
    }


def render(found: Match) -> str:
    """Return the match as text for a terminal."""
    if found.known:
        return "\n".join(f"✓ {skill.text}" for skill in found.skills)
    near = [f"  {c.skill.text} ({c.section.title})" for c in found.candidates]
    return "\n".join(["No clear match in the documents. Nearest:", *near])

"""`coach outline`: what the coach would make of a document, without keeping anything."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.output import JsonOption, print_json, print_text

if TYPE_CHECKING:
    from knowledge.model import Outline


def outline(
    path: Annotated[Path, typer.Argument(help="A document.")], as_json: JsonOption = False
) -> None:
    """Show the sections, skills and texts that a document has for the coach."""
    from ingest.sources import read_sources
    from knowledge.errors import InputError

    reports = []
    for source in read_sources([path]):
        try:
            found = source.format.read(source.data, source.origin.name)
        except InputError as error:
            raise InputError(f"{source.origin} {error}.") from error
        reports.append(as_dict(found))
    if as_json:
        print_json(reports[0] if len(reports) == 1 else {"documents": reports})
    else:
        print_text("\n\n".join(map(render, reports)))


def as_dict(found: Outline) -> dict[str, Any]:
    """Return an outline in the JSON format of the contract."""
    from knowledge.model import Grain

    texts = [p for p in found.passages if p.grain is Grain.TEXT]
    sections = [
        {
            "path": list(section.path),
            "skills": [s.text for s in found.skills if s.section_id == section.id],
            "texts": [p.text for p in texts if p.section_id == section.id],
        }
        for section in found.sections
    ]
    warnings = [] if found.skills else ["no skills: a skill is a bullet below a heading"]
    document = found.document
    return {
        "title": document.title,
        "url": document.url,
        "owner": document.owner,
        "sections": sections,
        "warnings": warnings,
    }


def render(report: dict[str, Any]) -> str:
    """Return an outline as text for a terminal."""
    lines = [report["title"]]
    for section in report["sections"]:
        lines.append("  " + " > ".join(section["path"]))
        lines += [f"    • {skill}" for skill in section["skills"]]
        lines += [f"    {text[:100]}" for text in section["texts"]]
    return "\n".join([*lines, *(f"! {warning}" for warning in report["warnings"])])

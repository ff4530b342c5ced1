"""`coach map check|draft|draw`: work with the skill map next to a document."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.output import JsonOption, print_json, print_text

if TYPE_CHECKING:
    from ingest.map_lookup import MappedDocument
    from ingest.maps import MapFile
    from knowledge.model import SkillMap
    from knowledge.skillmap.proposals import Proposals

app = typer.Typer(
    name="map", help="Check, draft and draw skill maps.", no_args_is_help=True, add_completion=False
)

MapPath = Annotated[Path, typer.Argument(help="A document, its map, or a folder of them.")]


@app.command()
def check(path: MapPath = Path("skills"), as_json: JsonOption = False) -> None:
    """Report every error in skill maps, and what is probably a mistake."""
    from ingest.map_lookup import find_documents
    from knowledge.errors import InputError

    reports = [_report(each, each.file) for each in find_documents(path) if each.file]
    if not reports:
        raise InputError(f"{path} has no skill map next to it. Start one with `coach map draft`.")
    ok = not any(report["problems"] for report in reports)
    if as_json:
        print_json({"ok": ok, "maps": reports})
    else:
        print_text("\n".join(line for report in reports for line in _lines(report)))
    if not ok:
        raise typer.Exit(2)


@app.command()
def draw(
    path: MapPath = Path("skills"),
    out: Annotated[Path | None, typer.Option(help="The SVG file (default: stdout).")] = None,
    as_json: JsonOption = False,
) -> None:
    """Draw a skill map as an SVG, basics at the top."""
    from ingest.map_lookup import find_mapped_document
    from knowledge.skillmap.diagram.svg import draw as drawn

    found = find_mapped_document(path)
    skill_map, skills = _map_of(found), len(found.outline.skills)
    result = {"skills": skills, "prerequisites": len(skill_map.prerequisites)}
    summary = f"{skills} skills and {len(skill_map.prerequisites)} prerequisites"
    _output(drawn(found.outline, skill_map), out, result, None if as_json else summary)


@app.command()
def draft(
    document: Annotated[Path, typer.Argument(help="The document to draft a map for.")],
    out: Annotated[Path | None, typer.Option(help="The new file (default: stdout).")] = None,
    as_json: JsonOption = False,
) -> None:
    """Let the chat model propose prerequisites, for a person to confirm one by one."""
    from knowledge.errors import InputError
    from knowledge.skillmap.writer import render_draft

    if out and out.exists():
        raise InputError(f"{out} already exists. Give a new file with --out.")
    proposals, model, failure = _drafted(document)
    if failure and not proposals.kept:
        raise failure
    dropped = {fault.value: count for fault, count in proposals.dropped.items()}
    result = {"proposed": len(proposals.kept), "dropped": dropped, "whole": failure is None}
    less = ", ".join(f"{count} dropped ({why})" for why, count in dropped.items())
    summary = f"{len(proposals.kept)} proposals{', ' if less else ''}{less}"
    _output(render_draft(proposals, model), out, result, None if as_json else summary)
    if failure:
        raise failure


def _drafted(document: Path) -> tuple[Proposals, str, Exception | None]:
    from rich.console import Console
    from rich.progress import Progress

    from bot.assemble import build_chat
    from bot.cli.context import load_command_settings
    from ingest.map_lookup import find_documents
    from knowledge.errors import InputError
    from knowledge.skillmap.draft import draft as ask

    found, *others = find_documents(document)
    if others:
        raise InputError(f"{document} contains several documents. Give one of them.")
    there = _map_of(found)
    chat = build_chat(load_command_settings())
    if chat is None:
        raise InputError(
            "A chat model writes the draft: set COACH_CHAT_MODEL, for example `openai:gpt-5-mini`."
        )
    chat.open()
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("asking", total=None)

        def progress(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        proposals, failure = asyncio.run(ask(found.outline, there, chat, progress=progress))
    return proposals, chat.name, failure


def _map_of(found: MappedDocument) -> SkillMap:
    """Return the map next to a document, empty if there is none.

    Raises:
        InputError: the map is invalid.
    """
    from ingest.maps import with_map
    from knowledge.model import SkillMap

    return with_map(found.outline, found.file).skill_map or SkillMap()


def _output(text: str, out: Path | None, result: dict[str, Any], summary: str | None) -> None:
    """Write or print the text. Without ``summary``, print ``result`` as JSON, else the summary.

    Raises:
        CoachError: the file can't be written.
    """
    from knowledge.errors import CoachError

    if out:
        try:
            out.write_text(text, "utf-8")
        except OSError as error:
            raise CoachError(f"Can't write to {out} ({error.strerror}).") from None
    if summary is None:
        print_json(result | ({"out": str(out)} if out else {"text": text}))
    else:
        print_text(f"{out}: {summary}." if out else text.rstrip("\n"))


def _report(found: MappedDocument, file: MapFile) -> dict[str, Any]:
    from knowledge.skillmap.advice import advice
    from knowledge.skillmap.reader import read_map

    reading = read_map(file.data, found.outline)
    made = reading.skill_map
    return {
        "map": file.path.name,
        "document": found.document.name,
        "skills": len(found.outline.skills),
        "prerequisites": len(made.prerequisites) if made else 0,
        "roles": len(made.roles) if made else 0,
        "problems": [{"line": p.line, "text": p.text} for p in reading.problems],
        "warnings": list(advice(made, found.outline)) if made else [],
    }


def _lines(report: dict[str, Any]) -> list[str]:
    where = (f"line {p['line']}: " if p["line"] else "" for p in report["problems"])
    problems = [f"  {at}{p['text']}" for at, p in zip(where, report["problems"], strict=True)]
    counted = (
        f"{report['prerequisites']} prerequisites among {report['skills']} skills, "
        f"{report['roles']} roles"
    )
    count = len(problems)
    head = f"✗ {count} {'problem' if count == 1 else 'problems'}" if problems else f"✓ {counted}"
    return [f"{report['map']}: {head}", *problems, *(f"• {text}" for text in report["warnings"])]

"""`coach next`: what to learn next, for someone who knows these skills and works towards this."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.output import JsonOption, print_json, print_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.assemble import KnowledgeService
    from bot.coaching.learning.learner_state import LearnerState
    from bot.coaching.suggestions.suggest import Suggestion
    from knowledge.model import Catalogue

MOST = 100


def next_skills(
    known: Annotated[
        Path | None, typer.Option(help="A file with one known skill a line (- for stdin).")
    ] = None,
    goal: Annotated[str, typer.Option(help="What you work towards, in any words.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=MOST, help="How many to suggest.")] = 3,
    as_json: JsonOption = False,
) -> None:
    """Suggest what to learn next, each skill with its reason."""
    from bot.cli.context import opened
    from bot.coaching.suggestions.suggest import suggest

    lines = _lines(known) if known else []
    with opened() as knowledge:
        catalogue = knowledge.catalogue()
        ids, strange = _understood(knowledge, catalogue, lines)
        served = knowledge.weigh(goal)
        now = time.time()
        found = suggest(_standing(ids, goal, catalogue, now), catalogue, served, now, limit)
    missed = goal if goal.strip() and not served else ""
    if as_json:
        print_json(as_dict(found) | {"goal_found": bool(served), "not_understood": strange})
    else:
        print_text(render(found, missed, strange))


def as_dict(found: Sequence[Suggestion]) -> dict[str, Any]:
    """Suggestions as the contract's JSON."""
    return {
        "suggestions": [
            {
                "skill": each.skill.text,
                "section": each.section.title,
                "reason": each.reason,
                "missing_prerequisites": [skill.text for skill in each.missing],
            }
            for each in found
        ]
    }


def render(found: Sequence[Suggestion], missed: str = "", strange: Sequence[str] = ()) -> str:
    """Suggestions for a terminal; ``missed`` is a goal of which the documents hold nothing."""
    told = [f"The documents hold nothing of “{missed}”; this comes next anyway:"] if missed else []
    told += [f"{each.skill.text} ({each.section.title})\n  {each.reason}" for each in found]
    if not found:
        told.append("Nothing is left to suggest: you know all that these documents list.")
    told += [f"No skill of the documents is surely meant by: {line}" for line in strange]
    return "\n".join(told)


def _lines(path: Path) -> list[str]:
    from knowledge.errors import InputError

    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{path} is not UTF-8 text; save it as UTF-8, one skill a line.") from None
    except OSError as error:
        why = error.strerror or "unknown reason"
        raise InputError(f"{path} can't be read ({why}); give a file of skills.") from None
    return [line for raw in text.splitlines() if (line := raw.strip().lstrip("-*•").strip())]


def _understood(
    knowledge: KnowledgeService, catalogue: Catalogue, lines: Iterable[str]
) -> tuple[list[str], list[str]]:
    """The ids of the skills that lines name or mean, and the lines that surely mean none."""
    named: dict[str, list[str]] = {}
    for skill in catalogue.skills.values():
        named.setdefault(skill.text.casefold(), []).append(skill.id)
    ids: dict[str, None] = {}
    strange: list[str] = []
    for line in dict.fromkeys(lines):
        meant = named.get(line.casefold()) or [skill.id for skill in knowledge.match(line).skills]
        ids.update(dict.fromkeys(meant))
        strange += [] if meant else [line]
    return list(ids), strange


def _standing(ids: Iterable[str], goal: str, catalogue: Catalogue, now: float) -> LearnerState:
    from bot.coaching.learning.entries import Entry, EntryKind
    from bot.coaching.learning.learner_state import fold_log

    said = [Entry(id_, "", "", now, EntryKind.LEARNED, skill_id=id_) for id_ in ids]
    wish = Entry("goal", "", "", now, EntryKind.GOAL, words=goal)
    return fold_log([*said, wish], catalogue)

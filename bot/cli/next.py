"""`coach next`: suggest what to learn next, given known skills and a goal."""

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
    from knowledge.model import Catalogue, Match

MOST = 100


def next_skills(
    known: Annotated[
        Path | None, typer.Option(help="A file with one known skill per line (- for stdin).")
    ] = None,
    goal: Annotated[str, typer.Option(help="What you're working toward, in any words.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=MOST, help="How many to suggest.")] = 3,
    as_json: JsonOption = False,
) -> None:
    """Suggest what to learn next, each skill with its reason."""
    from bot.cli.context import open_service
    from bot.coaching.suggestions.suggest import suggest

    lines = _lines(known) if known else []
    with open_service() as knowledge:
        catalogue = knowledge.catalogue()
        ids, strange = _match_lines(knowledge, catalogue, lines)
        served = knowledge.weigh(goal)
        now = time.time()
        found = suggest(_learner_state(ids, goal, catalogue, now), catalogue, served, now, limit)
    missed = goal if goal.strip() and not served else ""
    if as_json:
        print_json(
            as_dict(found, catalogue) | {"goal_found": bool(served), "not_understood": strange}
        )
    else:
        print_text(render(found, missed, strange))


def as_dict(found: Sequence[Suggestion], catalogue: Catalogue) -> dict[str, Any]:
    """Return suggestions in the JSON format of the contract."""
    return {
        "suggestions": [
            {
                "skill": each.skill.text,
                "section": each.section.title,
                "reason": each.reason,
                "missing_prerequisites": [skill.text for skill in each.missing],
                "leads_to": {
                    "skill": each.leads_to.text,
                    "section": catalogue.sections[each.leads_to.section_id].title,
                }
                if each.leads_to
                else None,
            }
            for each in found
        ]
    }


def render(found: Sequence[Suggestion], missed: str = "", strange: Sequence[str] = ()) -> str:
    """Return suggestions as text for a terminal.

    ``missed`` is a goal that isn't in the documents, ``strange`` the lines that match no skill.
    """
    output = [f"“{missed}” isn't in the documents. Next anyway:"] if missed else []
    output += [f"{each.skill.text} ({each.section.title})\n  {each.reason}" for each in found]
    if not found:
        output.append("Nothing left to suggest: you know everything in these documents.")
    output += [f"No clear match in the documents for: {line}" for line in strange]
    return "\n".join(output)


def _lines(path: Path) -> list[str]:
    from knowledge.errors import InputError

    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(
            f"{path} isn't UTF-8 text. Save it as UTF-8, one skill per line."
        ) from None
    except OSError as error:
        why = error.strerror or "unknown reason"
        raise InputError(f"Can't read {path} ({why}). Give a file of skills.") from None
    return [line for raw in text.splitlines() if (line := raw.strip().lstrip("-*•").strip())]


def _match_lines(
    knowledge: KnowledgeService, catalogue: Catalogue, lines: Iterable[str]
) -> tuple[list[str], list[str]]:
    """Return the ids of the skills that the lines mean, and the lines with no clear match."""
    named: dict[str, list[str]] = {}
    for skill in catalogue.skills.values():
        named.setdefault(skill.text.casefold(), []).append(skill.id)
    ids: dict[str, None] = {}
    strange: list[str] = []
    for line in dict.fromkeys(lines):
        meant = named.get(line.casefold()) or _meant(knowledge.match(line))
        ids.update(dict.fromkeys(meant))
        strange += [] if meant else [line]
    return list(ids), strange


def _meant(match: Match) -> list[str]:
    """Return the ids of the skills that a line most likely means: here, the person named them."""
    return [s.id for s in match.skills or [c.skill for c in match.candidates[: match.known]]]


def _learner_state(ids: Iterable[str], goal: str, catalogue: Catalogue, now: float) -> LearnerState:
    from bot.coaching.learning.entries import Entry, EntryKind
    from bot.coaching.learning.learner_state import fold_log

    learned = [Entry(id_, "", "", now, EntryKind.LEARNED, skill_id=id_) for id_ in ids]
    wanted = Entry("goal", "", "", now, EntryKind.GOAL, words=goal)
    return fold_log([*learned, wanted], catalogue)

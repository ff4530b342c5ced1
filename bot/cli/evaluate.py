"""`coach eval`: measure answers, refusals and matches on a file of labelled rows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.output import JsonOption, json_lines, print_json, print_text

if TYPE_CHECKING:
    from bot.assemble import KnowledgeService
    from knowledge.evaluation import EvaluationReport


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question and the titles of the sections that answer it; none if it should be refused."""

    question: str
    sections: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class PhraseRow:
    """A phrase and the skills it may mean; none if nothing should be logged."""

    phrase: str
    skills: tuple[str, ...]
    all_of: bool
    kind: str


def evaluate(
    file: Annotated[
        Path, typer.Argument(help="JSON lines with question and sections, or phrase and skills.")
    ],
    split: Annotated[
        str | None, typer.Option(help="Only rows of this split, for example test.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Report hit@1, hit@3, MRR and refusals on a file of questions (or phrases), by kind."""
    from bot.cli.context import open_service
    from knowledge.errors import InputError
    from knowledge.evaluation import as_json as as_dict
    from knowledge.evaluation import render

    rows = [r for r in json_lines(file, "question", "phrase") if split in (None, r.get("split"))]
    if not rows:
        of_split = f" of the split {split}" if split else ""
        raise InputError(f"{file} contains no questions or phrases{of_split}.")
    with open_service() as knowledge:
        report = _report(knowledge, rows)
    if as_json:
        print_json(as_dict(report))
    else:
        print_text(render(report))


def _report(knowledge: KnowledgeService, rows: list[dict[str, Any]]) -> EvaluationReport:
    from knowledge.evaluation import evaluate, evaluate_phrases

    if "phrase" in rows[0]:
        return evaluate_phrases([_phrase_row(row) for row in rows], knowledge.match)
    return evaluate([_question_row(row) for row in rows], knowledge.answer)


def _question_row(row: dict[str, Any]) -> QuestionRow:
    return QuestionRow(row["question"], tuple(row.get("sections", ())), str(row.get("kind", "all")))


def _phrase_row(row: dict[str, Any]) -> PhraseRow:
    skills = tuple(row.get("skills", ()))
    return PhraseRow(row["phrase"], skills, bool(row.get("all_of")), str(row.get("kind", "all")))

"""`coach eval`: how good retrieval and refusals are on a set of questions."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.output import Json, json_lines, print_json, print_text


def evaluate(
    file: Annotated[Path, typer.Argument(help="JSON lines with question, sections and kind.")],
    split: Annotated[
        str | None, typer.Option(help="Only rows of this split, as in `test`.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Report hit@1, hit@3, MRR and refusal accuracy on a file of questions, by kind."""
    from knowledge.evaluation import as_dict, evaluate_questions, render

    from bot.cli.opening import opened
    from knowledge.errors import InputError

    rows = [r for r in json_lines(file, "question") if split is None or r.get("split") == split]
    if not rows:
        raise InputError(
            f"{file} holds no questions" + (f" of the split {split}." if split else ".")
        )
    with opened() as knowing:
        report = evaluate_questions(rows, knowing.answer)
    if as_json:
        print_json(as_dict(report))
    else:
        print_text(render(report))

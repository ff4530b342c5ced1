"""`coach quiz`: a question on a skill, in the terminal."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.output import JsonOption, print_json, print_text


def quiz(
    skill: Annotated[str, typer.Argument(help="A skill or topic, in any words.")],
    as_json: JsonOption = False,
) -> None:
    """Ask a question on a skill, with its answer."""
    import random

    from bot.cli.context import open_service
    from knowledge.errors import InputError

    if not skill.strip():
        raise InputError("Name a skill or topic, for example `coach quiz caching`.")
    with open_service() as knowledge:
        guide = knowledge.guide_on(skill)
        if guide is None:
            raise InputError(f"No guide is about “{skill}”. `coach guide list` shows them all.")
        question = random.choice(guide.questions)  # noqa: S311 - which question doesn't matter
        order = random.sample(range(len(question.options)), len(question.options))
    if as_json:
        print_json(
            {
                "skill": guide.title,
                "question": question.text,
                "options": [question.options[n] for n in order],
                "right": order.index(question.right),
                "why": question.why,
            }
        )
        return
    lines = [f"{guide.title}\n\n{question.text}"]
    lines += [f"  {'ABCDEFGH'[n]}  {question.options[option]}" for n, option in enumerate(order)]
    right = "ABCDEFGH"[order.index(question.right)]
    print_text("\n".join([*lines, "", f"Right: {right}. {question.why}"]))

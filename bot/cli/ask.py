"""`coach ask`: the same answers as the bot's, in the terminal."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.output import Batch, JsonOption, json_lines, print_json, print_text

if TYPE_CHECKING:
    from bot.assemble import KnowledgeService
    from knowledge.model import Answer, Citation


def ask(
    question: Annotated[str | None, typer.Argument(help="What you would like to know.")] = None,
    as_json: JsonOption = False,
    batch: Batch = None,
) -> None:
    """Answer a question from the documents, with citations."""
    from bot.cli.context import open_service
    from knowledge.errors import InputError

    if (question is None) == (batch is None):
        raise InputError("Give either a question or --batch FILE.")
    if question is not None and not question.strip():
        raise InputError("The question is empty. Write one after `coach ask`, in quotes.")
    rows: list[dict[str, Any]] = (
        json_lines(batch, "question") if batch else [{"question": question}]
    )
    with open_service() as knowledge:
        asyncio.run(_answer_all(knowledge, rows, as_json or batch is not None))


async def _answer_all(
    knowledge: KnowledgeService, rows: list[dict[str, Any]], as_json: bool
) -> None:
    """Answer all rows in one event loop, because chat clients are bound to it."""
    for row in rows:
        started = time.perf_counter()
        answer = await knowledge.written(row["question"])
        milliseconds = round((time.perf_counter() - started) * 1000, 2)
        if as_json:
            identity = {"id": row["id"]} if "id" in row else {}
            print_json({**identity, **as_dict(answer), "milliseconds": milliseconds})
        else:
            print_text(render(answer))


def as_dict(answer: Answer) -> dict[str, Any]:
    """Return an answer in the JSON format of the contract."""
    return {
        "question": answer.question,
        "refused": answer.refused,
        "from_library": answer.from_library,
        "answer": answer.text,
        "citations": [_citation(c) for c in answer.citations],
        "sections": [hit.section.title for hit in answer.sections],
        "confidence": round(answer.confidence, 4),
    }


def _citation(citation: Citation) -> dict[str, Any]:
    skill = {"skill": citation.skill} if citation.skill else {}
    return {
        "number": citation.number,
        "document": citation.document.title,
        "section": citation.section.title,
        **skill,
        **({"guide": citation.guide} if citation.guide else {}),
    }


def render(answer: Answer) -> str:
    """Return the answer and its sources as text for a terminal."""
    sources = dict.fromkeys(
        f"[{c.number}] "
        + (f"Guide: {c.guide}" if c.guide else f"{c.section.title}, {c.document.title}")
        for c in answer.citations
    )
    return "\n".join([answer.text, *(["", *sources] if sources else [])])

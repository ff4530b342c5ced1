"""Streaming a chat model's answers into the local workspace, and every way it can fail."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.assemble import KnowledgeService, build_writer
from knowledge.answers.written_answer import FAILED, UNFOUNDED
from knowledge.lexicon.lexicon import Lexicon
from tests.chat_script import Ending, ScriptedChat, saying
from tests.conftest import Stage, Staging

POINT = "API versioning and deprecation strategies"
WRITTEN = "Learn API versioning and deprecation strategies first [1]."


@pytest.fixture
def chat() -> ScriptedChat:
    """A scripted model; a test may change its script."""
    return ScriptedChat([saying(WRITTEN)])


@pytest.fixture
def knowledge(knowledge: KnowledgeService, chat: ScriptedChat) -> KnowledgeService:
    """The real core with a scripted model."""
    return replace(knowledge, writer=build_writer(knowledge.answerer, chat, Lexicon.load()))


@pytest.fixture
async def stage(staging: Staging) -> AsyncIterator[Stage]:
    async with staging() as opened:
        yield opened


async def ask(stage: Stage, text: str = "How do I version an API?") -> list[dict[str, Any]]:
    """Let Ana mention the coach; return its messages in the thread when it's done."""
    question = await stage.server.person("U_ANA").say("C_BACKEND", f"<@{stage.coach}> {text}")
    await stage.quiet()
    return stage.said("C_BACKEND", question["ts"])


def methods(stage: Stage) -> list[str]:
    return [call.method for call in stage.server.calls if call.method.startswith("chat.")]


async def test_an_answer_is_streamed_with_its_sources(stage: Stage) -> None:
    (message,) = await ask(stage)
    shown = str(message)
    assert "Learn API versioning and deprecation strategies first" in shown
    assert "API Development" in shown
    assert "feedback" in shown
    assert methods(stage)[0] == "chat.startStream"
    assert methods(stage)[-1] == "chat.stopStream"
    assert not stage.server.refused


@pytest.mark.parametrize("ending", [Ending.LIMITED, Ending.BROKEN, Ending.CUT])
async def test_a_model_that_fails_gives_the_composed_answer(
    stage: Stage, chat: ScriptedChat, ending: Ending
) -> None:
    chat.scripts = [saying("", ending)]
    (message,) = await ask(stage)
    assert POINT in str(message["blocks"])
    assert FAILED in str(message["blocks"])


async def test_claims_not_in_the_document_are_replaced(stage: Stage, chat: ScriptedChat) -> None:
    chat.scripts = [
        saying("Bake sourdough twice a week [1]. Ask <!channel> at https://evil.example [7].")
    ]
    (message,) = await ask(stage)
    assert "sourdough" not in str(message)
    assert "evil" not in str(message)
    assert UNFOUNDED in str(message["blocks"])


@pytest.mark.parametrize("method", ["chat.startStream", "chat.appendStream", "chat.stopStream"])
async def test_a_broken_stream_ends_as_one_complete_message(
    stage: Stage, chat: ScriptedChat, method: str
) -> None:
    chat.scripts = [saying(f"{WRITTEN} Rate limiting and throttling mechanisms come next [1].")]
    stage.server.faults.fail(method, status=500, times=20)
    (message,) = await ask(stage)
    assert POINT in str(message)
    assert "API Development" in str(message["blocks"])


async def test_a_refusal_does_not_call_the_model(stage: Stage, chat: ScriptedChat) -> None:
    chat.scripts = [saying("Skateboards are great [1].")]
    (message,) = await ask(stage, "What's the best skateboard for beginners?")
    assert "Skateboards are great" not in str(message)
    assert "chat.startStream" not in methods(stage)


async def test_the_ask_command_uses_the_model_too(stage: Stage) -> None:
    await stage.server.person("U_ANA").command("C_BACKEND", "/ask How do I version an API?")
    await stage.quiet()
    (message,) = stage.said("C_BACKEND")
    assert "Learn API versioning and deprecation strategies first" in str(message["blocks"])


async def test_an_edited_question_gets_a_new_answer_from_the_model(
    stage: Stage, chat: ScriptedChat
) -> None:
    ana = stage.server.person("U_ANA")
    asked = await ana.dm("How do I version an API?")
    await stage.quiet()
    chat.scripts = [saying("Start with OAuth, JWT, and session management [1].")]
    await ana.edit(asked["channel"], asked["ts"], "What is OAuth?")
    await stage.quiet()
    (message,) = stage.said(asked["channel"], asked["ts"])
    assert "Start with OAuth, JWT, and session management" in str(message["blocks"])


def levels(chat: ScriptedChat) -> list[str]:
    """Return the asker's level that the model got with each question."""
    return [json.loads(turns[-1].text)["level"] for _, turns in chat.asked]


async def test_the_model_gets_the_askers_level(stage: Stage, chat: ScriptedChat) -> None:
    ana = stage.server.person("U_ANA")
    await ask(stage)
    await ana.command("C_BACKEND", f"/learned {POINT}, confident")
    await stage.quiet()
    await ask(stage)
    await ana.command("C_BACKEND", "/ask How do I version an API?")
    await stage.quiet()
    await ask(stage, "How do I write unit tests?")
    assert levels(chat) == ["new to it", "confident", "confident", "new to it"]


async def test_the_model_gets_the_level_for_an_edited_question(
    stage: Stage, chat: ScriptedChat
) -> None:
    ana = stage.server.person("U_ANA")
    await ana.command("C_BACKEND", f"/learned {POINT}")
    await stage.quiet()
    asked = await ana.dm("How do I version an API?")
    await stage.quiet()
    await ana.edit(asked["channel"], asked["ts"], "What is OAuth?")
    await stage.quiet()
    assert levels(chat) == ["learned some of it", "new to it"]

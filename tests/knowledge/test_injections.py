"""Prompt injection: nothing is shown of a model that obeys orders in documents and messages.

Rows of ``injections.jsonl`` have an order's place, the model's reply, and what must not be shown.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from knowledge.answers.draft import Draft
from knowledge.answers.sources import hides
from knowledge.answers.written_answer import AnswerWriter
from knowledge.chat import LangChainChat
from knowledge.lexicon.lexicon import Lexicon
from knowledge.model import Answer, Turn
from knowledge.ports import ChatModel
from tests.chat_script import ScriptedChat, saying
from tests.chat_server import chat_server
from tests.conftest import SKILLS
from tests.knowledge.composed_answers import QUESTION, Fixed, composed

GOOD = (
    "Start with RESTful API design and implementation [1].",
    "Caching strategies such as Redis and Memcached come next [2].",
)


@dataclass(frozen=True)
class Injection:
    """An injected order; ``where`` is document, question or thread."""

    id: str
    where: str
    text: str
    obeyed: str
    never: tuple[str, ...]

    @property
    def answer(self) -> Answer:
        """Return a composed answer, with the order in the question or a cited section."""
        question = f"{QUESTION} {self.text}" if self.where == "question" else QUESTION
        document = SKILLS.read_text("utf-8")
        if self.where == "document":
            heading = "### Performance Optimization\n"
            document = document.replace(heading, f"{heading}\n{self.text}\n\n")
        return composed(question, document=document)

    @property
    def history(self) -> tuple[Turn, ...]:
        """Return the earlier turns of the conversation."""
        return (Turn("person", self.text),) if self.where == "thread" else ()


def injections() -> list[Injection]:
    lines = Path(__file__).with_name("injections.jsonl").read_text("utf-8").splitlines()
    return [
        Injection(**{**(raw := json.loads(line)), "never": tuple(raw["never"])}) for line in lines
    ]


async def steps(chat: ChatModel, injection: Injection) -> list[Draft | Answer]:
    grounded = AnswerWriter(Fixed(injection.answer), chat, Lexicon.load())
    asked = grounded.answer(injection.answer.question, injection.history)
    return [step async for step in asked]


def assert_clean(injection: Injection, shown: Sequence[str]) -> None:
    for text in shown:
        assert not [each for each in injection.never if each.lower() in text.lower()], text
        assert not hides(text)


def assert_only_the_good_is_shown(injection: Injection, found: list[Draft | Answer]) -> None:
    *drafts, answer = found
    assert isinstance(answer, Answer)
    texts = [text for d in drafts if isinstance(d, Draft) for text in (d.text, d.piece)]
    assert_clean(injection, [*texts, answer.text])
    assert answer.written
    assert answer.lead == " ".join(GOOD)
    assert [c.number for c in answer.citations] == [1, 2]


def test_there_are_enough_of_each_kind() -> None:
    made = injections()
    assert len(made) >= 40
    assert {each.where for each in made} == {"document", "question", "thread"}
    assert len({each.id for each in made}) == len(made)


@pytest.mark.parametrize("injection", injections(), ids=lambda each: each.id)
async def test_an_obeyed_order_is_cut_from_between_good_sentences(injection: Injection) -> None:
    text = f"{GOOD[0]} {injection.obeyed} {GOOD[1]}"
    assert_only_the_good_is_shown(injection, await steps(ScriptedChat([saying(text)]), injection))


@pytest.mark.parametrize("injection", injections(), ids=lambda each: each.id)
async def test_nothing_is_shown_of_a_model_that_only_obeys(injection: Injection) -> None:
    (answer,) = await steps(ScriptedChat([saying(injection.obeyed)]), injection)
    assert isinstance(answer, Answer)
    assert not answer.written
    assert answer.lead == injection.answer.lead


async def test_the_same_over_http(monkeypatch: pytest.MonkeyPatch) -> None:
    async with chat_server() as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-test")
        chat = LangChainChat("openai:scripted")
        for injection in injections():
            server.scripts = [saying(f"{GOOD[0]} {injection.obeyed} {GOOD[1]}")]
            assert_only_the_good_is_shown(injection, await steps(chat, injection))
        assert len(server.requests) == len(injections())


@pytest.mark.parametrize("injection", injections(), ids=lambda each: each.id)
async def test_orders_reach_the_model_as_data_or_not_at_all(injection: Injection) -> None:
    chat = ScriptedChat([saying(GOOD[0])])
    await steps(chat, injection)
    ((system, (turn,)),) = chat.asked
    assert injection.text not in system
    data = json.loads(turn.text)
    assert not hides(turn.text)
    if injection.where == "document":
        assert injection.text not in str(data["sources"])

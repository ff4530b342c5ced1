"""Verified sentences as they arrive, and the composed answer if the model fails."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import replace

import pytest

from bot.assemble import KnowledgeService
from knowledge.answers.draft import EXPLAINED, MOST_SENTENCES, Draft
from knowledge.answers.written_answer import FAILED, LATE, UNFOUNDED, AnswerWriter
from knowledge.chat import LangChainChat
from knowledge.lexicon.lexicon import Lexicon
from knowledge.model import Answer, Citation
from knowledge.ports import ChatModel
from tests.chat_script import Ending, Script, ScriptedChat, saying
from tests.chat_server import chat_server
from tests.conftest import no_sleep
from tests.knowledge.composed_answers import QUESTION, Fixed, composed

FIRST = "Start with RESTful API design and implementation [1]."
SECOND = "Caching strategies such as Redis and Memcached come next [2]."
WRONG = "Mongo melts purple elephants [1]."

Playing = Callable[..., ChatModel]


@pytest.fixture(params=["twin", "adapter"])
async def playing(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Playing]:
    async with chat_server() as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-test-0123456789")

        def play(*scripts: Script) -> ChatModel:
            server.scripts = list(scripts)
            if request.param == "twin":
                return ScriptedChat(list(scripts))
            return LangChainChat("openai:scripted", sleep=no_sleep)

        yield play


async def ask(
    chat: ChatModel, answer: Answer | None = None, seconds: float = 20.0
) -> tuple[list[Draft], Answer]:
    grounded = AnswerWriter(Fixed(answer or composed()), chat, Lexicon.load(), seconds=seconds)
    *drafts, last = [step async for step in grounded.answer(QUESTION)]
    assert isinstance(last, Answer)
    return [draft for draft in drafts if isinstance(draft, Draft)], last


async def test_each_draft_adds_one_verified_sentence(playing: Playing) -> None:
    drafts, answer = await ask(playing(saying(f"{FIRST} {SECOND}")))
    assert [draft.piece for draft in drafts] == [FIRST, f" {SECOND}"]
    assert [draft.text for draft in drafts] == [FIRST, f"{FIRST} {SECOND}"]
    assert answer.written
    assert (answer.lead, answer.points, answer.closing) == (f"{FIRST} {SECOND}", (), "")
    assert answer.citations == composed().citations
    assert answer.sections == composed().sections


async def test_a_draft_comes_before_the_reply_has_ended(playing: Playing) -> None:
    chat = playing(saying(f"{FIRST} {SECOND} and", Ending.STALLED))
    grounded = AnswerWriter(Fixed(composed()), chat, Lexicon.load())
    async with aclosing(grounded.answer(QUESTION)) as steps:
        first = await anext(steps)
    assert isinstance(first, Draft)
    assert first.text == FIRST


async def test_only_what_is_cited_stays_in_the_citations() -> None:
    _, answer = await ask(ScriptedChat([saying(SECOND)]))
    assert [citation.number for citation in answer.citations] == [2]


async def test_an_unsupported_sentence_is_left_out(playing: Playing) -> None:
    drafts, answer = await ask(playing(saying(f"{FIRST} {WRONG} {SECOND}")))
    assert answer.lead == f"{FIRST} {SECOND}"
    assert not [draft for draft in drafts if "Mongo" in draft.text]


async def test_paragraphs_are_kept() -> None:
    _, answer = await ask(ScriptedChat([saying(f"{FIRST}\n\n{SECOND}")]))
    assert answer.lead == f"{FIRST}\n\n{SECOND}"


async def test_sentences_without_claims_are_only_shown_with_what_follows() -> None:
    drafts, answer = await ask(ScriptedChat([saying(f"Begin here. {FIRST} That is good.")]))
    assert [draft.piece for draft in drafts] == [f"Begin here. {FIRST}"]
    assert answer.lead == f"Begin here. {FIRST}"


async def test_sentences_from_the_glossary_say_so() -> None:
    text = "Rate limiting limits how many requests a client may make in a period of time [1]."
    _, answer = await ask(ScriptedChat([saying(text)]))
    assert answer.lead == text + EXPLAINED


@pytest.mark.parametrize(
    "text",
    ["", "NO ANSWER", "asdf qwer zxcv [1].", WRONG, f"{FIRST} {WRONG} {WRONG}", "Begin here."],
)
async def test_unfounded_words_give_the_composed_answer(playing: Playing, text: str) -> None:
    _, answer = await ask(playing(saying(text)))
    assert_composed(answer, UNFOUNDED)


@pytest.mark.parametrize(
    "ending",
    [Ending.CUT, Ending.SHORT, Ending.GARBLED, Ending.LIMITED, Ending.BROKEN, Ending.REFUSED],
)
async def test_a_failing_model_gives_the_composed_answer(playing: Playing, ending: Ending) -> None:
    _, answer = await ask(playing(saying(f"{FIRST} {SECOND}", ending)))
    assert_composed(answer, FAILED)


@pytest.mark.parametrize("text", ["", f"{FIRST} {SECOND} and"])
async def test_a_stalled_model_gives_the_composed_answer(playing: Playing, text: str) -> None:
    chat = playing(saying(text, Ending.STALLED))
    if isinstance(chat, LangChainChat):
        chat.open()
    _, answer = await ask(chat, seconds=0.3)
    assert_composed(answer, LATE)


@pytest.mark.parametrize(
    ("first_piece_seconds", "seconds", "written"),
    [(1.0, 20.0, False), (9.0, 20.0, True), (9.0, 3.0, False)],
)
async def test_the_limits_are_counted_by_the_clock(
    first_piece_seconds: float, seconds: float, written: bool
) -> None:
    """Each clock call takes half a second, and blank pieces don't count as a start."""
    ticks = itertools.count(0, 0.5)
    chat = ScriptedChat([Script((" ", "\n", " ", *saying(FIRST, size=30).pieces))])
    grounded = AnswerWriter(
        Fixed(composed()),
        chat,
        Lexicon.load(),
        seconds=seconds,
        first_piece_seconds=first_piece_seconds,
        clock=lambda: next(ticks),
    )
    *_, answer = [step async for step in grounded.answer(QUESTION)]
    assert isinstance(answer, Answer)
    assert answer.written is written
    assert chat.closed == 1


async def test_without_evidence_no_model_is_asked() -> None:
    chat = ScriptedChat([saying(FIRST)])
    refused = replace(composed(), refused=True, citations=(), points=())
    assert await ask(chat, refused) == ([], refused)
    assert not chat.asked


async def test_an_endless_reply_is_stopped() -> None:
    chat = ScriptedChat([Script((f"{FIRST} ",) * 500)])
    _, answer = await ask(chat)
    assert answer.lead.count(FIRST) == MOST_SENTENCES
    assert chat.closed == 1


async def test_an_endless_word_is_stopped() -> None:
    chat = ScriptedChat([Script(("a" * 50_000, "b"))])
    _, answer = await ask(chat)
    assert_composed(answer, UNFOUNDED)


async def test_what_comes_after_the_most_that_is_read_is_left_out() -> None:
    script = Script((f"{FIRST} " + "Begin here. " * 400 + SECOND,))
    _, answer = await ask(ScriptedChat([script]))
    assert answer.lead == FIRST


async def test_leaving_early_ends_the_request() -> None:
    chat = ScriptedChat([saying(f"{FIRST} {SECOND} and", Ending.STALLED)])
    grounded = AnswerWriter(Fixed(composed()), chat, Lexicon.load())
    async with aclosing(grounded.answer(QUESTION)) as steps:
        await anext(steps)
    assert chat.closed == 1


async def test_cancelling_ends_the_request() -> None:
    chat = ScriptedChat([Script((), Ending.STALLED)])
    task = asyncio.create_task(ask(chat))
    await chat.stalled.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert chat.closed == 1


async def test_with_the_real_library(knowledge: KnowledgeService) -> None:
    chat = ScriptedChat([saying("Start with rate limiting and throttling mechanisms [1].")])
    grounded = AnswerWriter(knowledge, chat, Lexicon.load())
    *drafts, answer = [step async for step in grounded.answer("How do I limit request rates?")]
    assert isinstance(answer, Answer)
    assert answer.written
    assert answer.citations[0].section.title == "API Development"
    assert len(drafts) == 1
    (refused,) = [step async for step in grounded.answer("How do I bake sourdough bread?")]
    assert isinstance(refused, Answer)
    assert refused.refused
    assert len(chat.asked) == 1


async def test_failures_are_reported_to_the_operator() -> None:
    errors: list[str] = []
    chat = ScriptedChat([Script((), Ending.BROKEN)])
    grounded = AnswerWriter(Fixed(composed()), chat, Lexicon.load(), failed=errors.append)
    async for _ in grounded.answer(QUESTION):
        pass
    assert errors == ["The chat model twin:scripted failed (BROKEN)."]


def assert_composed(answer: Answer, note: str) -> None:
    """Assert that the composed answer is shown, with the reason."""
    expected = composed()
    assert answer == replace(expected, closing=f"{expected.closing} {note}")
    assert not answer.written
    assert isinstance(answer.citations[0], Citation)

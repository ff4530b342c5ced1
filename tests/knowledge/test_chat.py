"""The adapter over real HTTP and the in-memory fake have the same contract."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing

import pytest

from knowledge.chat import LangChainChat
from knowledge.errors import CoachError, InputError
from knowledge.model import Turn
from knowledge.ports import ChatModel
from tests.chat_script import Ending, Script, ScriptedChat, saying
from tests.chat_server import ChatServer, chat_server
from tests.conftest import no_sleep

KEY = "sk-test-0123456789abcdef"
HELLO = [Turn("person", "What is caching?")]
FAILURES = [
    Ending.CUT,
    Ending.SHORT,
    Ending.GARBLED,
    Ending.LIMITED,
    Ending.BROKEN,
    Ending.REFUSED,
]

Playing = Callable[..., ChatModel]
"""Returns a chat model that plays the given scripts."""


@pytest.fixture
async def server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[ChatServer]:
    async with chat_server() as running:
        monkeypatch.setenv("OPENAI_BASE_URL", running.url)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        yield running


@pytest.fixture(params=["twin", "adapter"])
def playing(request: pytest.FixtureRequest, server: ChatServer) -> Playing:
    def play(*scripts: Script) -> ChatModel:
        server.scripts = list(scripts)
        if request.param == "twin":
            return ScriptedChat(list(scripts))
        return adapter()

    return play


def adapter() -> LangChainChat:
    return LangChainChat("openai:scripted", seconds=10, sleep=no_sleep)


async def read(chat: ChatModel) -> list[str]:
    async with aclosing(chat.stream("Be brief.", HELLO)) as pieces:
        return [piece async for piece in pieces]


@pytest.mark.parametrize("ending", [Ending.WHOLE, Ending.LENGTH])
async def test_a_reply_comes_piece_by_piece(playing: Playing, ending: Ending) -> None:
    script = saying("Start with caching — Redis, 缓存 and 🙂 [1].", ending)
    assert await read(playing(script)) == list(script.pieces)


@pytest.mark.parametrize("ending", FAILURES)
async def test_a_failure_is_a_sentence_without_secrets(playing: Playing, ending: Ending) -> None:
    chat = playing(Script(("Start ",), ending))
    with pytest.raises(CoachError) as caught:
        await read(chat)
    shown = f"{caught.value} {caught.value.__cause__}"
    assert KEY not in shown
    assert "\n" not in shown


async def test_a_stalled_reply_can_be_cancelled(playing: Playing) -> None:
    chat = playing(Script(("Start ",), Ending.STALLED))
    async with aclosing(chat.stream("", HELLO)) as pieces:
        assert await anext(pieces) == "Start "
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.02):
                await anext(pieces)


async def test_closing_a_reply_ends_the_request(server: ChatServer) -> None:
    server.scripts = [Script(("Start ",), Ending.STALLED)]
    async with aclosing(adapter().stream("", HELLO)) as pieces:
        await anext(pieces)
    await asyncio.wait_for(server.hung_up.wait(), 5)


async def test_the_request_has_prompt_turns_and_limits(server: ChatServer) -> None:
    server.scripts = [saying("Yes.")]
    turns = [Turn("person", "One?"), Turn("coach", "Two."), Turn("person", "Three?")]
    async for _ in adapter().stream("Be brief.", turns):
        pass
    (sent,) = server.requests
    messages = [(message["role"], message["content"]) for message in sent["messages"]]
    assert messages == [
        ("system", "Be brief."),
        ("user", "One?"),
        ("assistant", "Two."),
        ("user", "Three?"),
    ]
    assert 0 < sent["max_completion_tokens"] <= 2_000
    assert sent["stream"] is True
    assert server.keys == [KEY]


@pytest.mark.parametrize("ending", [Ending.LIMITED, Ending.BROKEN])
async def test_a_temporary_failure_is_retried_once(server: ChatServer, ending: Ending) -> None:
    server.scripts = [Script((), ending), Script(("Yes.",))]
    assert await read(adapter()) == ["Yes."]
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("ending", "attempts"),
    [(Ending.LIMITED, 2), (Ending.BROKEN, 2), (Ending.REFUSED, 1), (Ending.CUT, 1)],
)
async def test_retries_do_not_multiply(server: ChatServer, ending: Ending, attempts: int) -> None:
    server.scripts = [Script(("Start ",), ending)]
    with pytest.raises(CoachError):
        await read(adapter())
    assert len(server.requests) == attempts


async def test_a_refused_key_says_which_variable(server: ChatServer) -> None:
    server.scripts = [Script((), Ending.REFUSED)]
    with pytest.raises(CoachError, match="OPENAI_API_KEY"):
        await read(adapter())


async def test_an_unreachable_server_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with pytest.raises(CoachError, match=r"failed \(.*Connect"):
        await read(adapter())


def test_a_missing_key_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(CoachError, match="set OPENAI_API_KEY"):
        adapter().open()


@pytest.mark.parametrize(
    ("model", "advice"),
    [
        ("anthropic:some-model", r"pip install 'skill-coach\[anthropic\]'"),
        ("groq:some-model", r"pip install 'langchain-groq'"),
        ("nobody:some-model", "doesn't know"),
    ],
)
def test_a_model_that_cannot_be_opened(model: str, advice: str) -> None:
    with pytest.raises(CoachError, match=advice):
        LangChainChat(model).open()


@pytest.mark.parametrize("model", ["", "gpt", ":gpt", "openai:"])
def test_a_name_of_another_form(model: str) -> None:
    with pytest.raises(InputError, match="COACH_CHAT_MODEL"):
        LangChainChat(model)

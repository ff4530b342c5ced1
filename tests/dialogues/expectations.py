"""Checks what the coach answered in a dialogue: a check in ``LOOKS``, or else a place to look."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from bot.coaching.nudges.model import NudgeKind
from sandbox.model import Json
from tests.dialogues.readers import has, words
from tests.dialogues.scene import PEOPLE, Scene

Look = Callable[[Scene, Any], Awaitable[None]]


async def check(scene: Scene, where: str, what: Any) -> None:
    """Check one step of the coach.

    Raises:
        AssertionError: the coach answered something else; the message shows what.
    """
    if where in LOOKS:
        await LOOKS[where](scene, what)
        return
    news = scene.news()
    assert len(news) == 1, [words(m) for m in news]
    scene.last_reply = news[0]
    _in_place(scene, news[0], where)
    has(words(news[0]), what)


async def _home(scene: Scene, what: list[str]) -> None:
    _shown("home", scene.stage.server.home(PEOPLE["Ana"]), what)


async def _modal(scene: Scene, what: list[str]) -> None:
    _shown("modal", scene.stage.server.modals(PEOPLE["Ana"])[-1:], what)


async def _prompts(scene: Scene, what: list[str]) -> None:
    _shown("prompts", scene.stage.server.prompts(PEOPLE["Ana"]), what)


async def _file(scene: Scene, what: list[str]) -> None:
    """Check the latest message with a file, which must be new."""
    files = _files(scene)
    assert files[scene.files :], "no file came"
    scene.files = len(files)
    has(json.dumps(files[-1], ensure_ascii=False), what)


async def _gone(scene: Scene, _what: Any) -> None:
    assert scene.last_reply is not None
    ids = [(m["channel"], m["ts"]) for m in scene.messages()]
    assert (scene.last_reply["channel"], scene.last_reply["ts"]) not in ids


async def _wrong(scene: Scene, what: list[str]) -> None:
    assert scene.wrong.get("response_action") == "errors", scene.wrong
    has(json.dumps(scene.wrong, ensure_ascii=False), what)


async def _both(scene: Scene, what: list[str]) -> None:
    news = scene.news()
    assert len(news) == 2, [words(m) for m in news]
    assert all(m.get("ephemeral_to") for m in news), "not private"
    has(" ".join(words(m) for m in news), what)


async def _all(scene: Scene, what: list[str]) -> None:
    has(" ".join(words(m) for m in scene.news()), what)


async def _silent(scene: Scene, _what: Any) -> None:
    news = scene.news()
    assert not news, [words(m) for m in news]
    assert len(_files(scene)) == scene.files, "a file"


async def _nudged(scene: Scene, what: dict[str, int]) -> None:
    """Check how many weekly nudges a person got: stored, at most one per week, and visible."""
    for who, times in what.items():
        lines = await scene.stage.bot.services.nudges.sent("T_SANDBOX", PEOPLE[who], 0.0)
        weekly = [line for line in lines if line.kind is NudgeKind.WEEKLY]
        assert len(weekly) == times, [(line.period, line.kind.value) for line in lines]
        assert len({line.period for line in weekly}) == times, "two in one week"
        shown = {m["ts"] for m in scene.messages() if m["channel"] == scene.dm_of(who)}
        assert {line.ts for line in weekly} <= shown, "a stored nudge has no message"


def _shown(what: str, found: object, wanted: list[str]) -> None:
    assert found, f"there is no {what}"
    has(json.dumps(found, ensure_ascii=False), wanted)


def _files(scene: Scene) -> list[Json]:
    return [message for message in scene.messages() if message.get("files")]


def _in_place(scene: Scene, message: Json, where: str) -> None:
    hidden = message.get("ephemeral_to")
    if where.startswith("only "):
        assert hidden == PEOPLE[where.removeprefix("only ")], "not private"
        return
    assert not hidden, "private"
    if where in ("thread", "DM"):
        assert message["channel"] == scene.channel, message["channel"]
        assert message.get("thread_ts") == scene.thread, "not in the thread"
    elif where.startswith(("to ", "DM of ")):
        assert message["channel"] == scene.dm_of(where.split()[-1])
    elif where.startswith("in "):
        found = scene.stage.server.workspace.conversations.named(where.removeprefix("in "))
        assert found
        assert message["channel"] == found.id, message["channel"]


LOOKS: dict[str, Look] = {
    "all": _all,
    "both": _both,
    "file": _file,
    "gone": _gone,
    "home": _home,
    "modal": _modal,
    "nudged": _nudged,
    "prompts": _prompts,
    "silent": _silent,
    "wrong": _wrong,
}

"""What people do in a dialogue: an action in ``ACTS``, or else a place to write a message in."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from sandbox.model import Json
from sandbox.people import messages
from sandbox.people.client import PersonClient
from tests.dialogues.logs import log
from tests.dialogues.nudge_actions import NUDGE_ACTS
from tests.dialogues.readers import entered, label, searched
from tests.dialogues.scene import PEOPLE, Scene

Act = Callable[[Scene, str, Any], Awaitable[None]]


async def act(scene: Scene, who: str, where: str, what: Any) -> None:
    """Do one step of a person."""
    if where in ACTS:
        await ACTS[where](scene, who, what)
    else:
        await _say(scene, who, where, str(what))


async def _say(scene: Scene, who: str, where: str, text: str) -> None:
    client = scene.client(who)
    thread = scene.thread if where == "thread" else None
    if where == "DM":
        scene.channel = client.dm_channel
    elif where != "thread":
        found = scene.stage.server.workspace.conversations.named(where.removeprefix("in "))
        assert found is not None, f"there is no {where}"
        scene.channel = found.id
    if text.startswith("/"):
        answer = await client.command(scene.channel, scene.marked(text))
        assert answer["ok"], answer
        return
    _speak(scene, who, scene.channel, text, thread)


def _speak(scene: Scene, who: str, channel: str, text: str, thread: str | None) -> None:
    ws = scene.stage.server.workspace
    message = messages.say(ws, PEOPLE[who], channel, scene.marked(text), thread)
    scene.channel, scene.thread = channel, thread or message.ts
    scene.last_said[who] = (channel, message.ts)


async def _reply(scene: Scene, who: str, text: str) -> None:
    """Reply in the thread of the coach's latest top-level message in the DM, such as a nudge."""
    dm = scene.dm_of(who)
    roots = [m for m in scene.messages() if m["channel"] == dm and not m.get("ephemeral_to")]
    root = [m for m in roots if m.get("thread_ts") in (None, m["ts"])][-1]
    _speak(scene, who, dm, text, root["ts"])


async def _edit(scene: Scene, who: str, text: str) -> None:
    await scene.client(who).edit(*scene.last_said[who], scene.marked(text))


async def _delete(scene: Scene, who: str, _what: Any) -> None:
    await scene.client(who).delete(*scene.last_said[who])


async def _open(scene: Scene, who: str, tab: str) -> None:
    await scene.client(who).open_home("home" if tab == "home" else "messages")


async def _submit(scene: Scene, who: str, what: Any) -> None:
    view = scene.stage.server.modals(PEOPLE[who])[-1]
    await scene.client(who).submit(view, entered(view, what) | _picked(scene, view))


async def _submit_badly(scene: Scene, who: str, what: Any) -> None:
    view = scene.stage.server.modals(PEOPLE[who])[-1]
    scene.wrong = await scene.client(who).submit(view, entered(view, what) | _picked(scene, view))


async def _find(scene: Scene, who: str, what: dict[str, str]) -> None:
    view = scene.stage.server.modals(PEOPLE[who])[-1]
    client = scene.client(who)
    scene.found += [await _option_found(client, view, *one) for one in what.items()]


async def _option_found(client: PersonClient, view: Json, typed: str, wanted: str) -> Json:
    """Search in the modal for ``typed``; return the option with the wanted text."""
    answer = await client.options(view, searched(view)[1], typed)
    groups = [*answer.get("option_groups", []), answer]
    options = [option for group in groups for option in group.get("options", [])]
    for option in options:
        if wanted in label(option):
            return dict(option)
    raise AssertionError(f"{typed} does not find {wanted}: {[label(o) for o in options]}")


def _picked(scene: Scene, view: Json) -> Json:
    """Return the options picked in the modal's search as its state, and forget them."""
    picked, scene.found = scene.found, []
    if not picked:
        return {}
    block_id, action_id = searched(view)
    several = "multi" in next(
        b["element"]["type"] for b in view["blocks"] if b["block_id"] == block_id
    )
    return {block_id: {action_id: picked if several else picked[0]}}


async def _use_shortcut(scene: Scene, who: str, name: str) -> None:
    """Use a message shortcut on the latest message that a person wrote."""
    offered = {s["name"]: s["callback_id"] for s in scene.stage.server.workspace.app.shortcuts}
    channel, ts = list(scene.last_said.values())[-1]
    await scene.client(who).shortcut(offered[name], {"channel": channel, "ts": ts})


async def _click(scene: Scene, who: str, text: str) -> None:
    await scene.client(who).click(*_button(scene, who, text))


async def _click_twice(scene: Scene, who: str, text: str) -> None:
    target, action_id = _button(scene, who, text)
    await asyncio.gather(*(scene.client(who).click(target, action_id) for _ in range(2)))


async def _click_old(scene: Scene, who: str, text: str) -> None:
    await scene.client(who).click(*_button(scene, who, text, oldest=True))


async def _choose(scene: Scene, who: str, text: str) -> None:
    for target, element in scene.elements(PEOPLE[who]):
        for option in element.get("options", []):
            if text == label(option):
                await scene.client(who).choose(target, element["action_id"], option["value"])
                return
    raise AssertionError(f"there is no option “{text}”")


async def _judge(scene: Scene, who: str, how: str) -> None:
    side = "positive_button" if how == "up" else "negative_button"
    for message in reversed(scene.messages()):
        for block in message.get("blocks", []):
            if block["type"] == "context_actions":
                element = block["elements"][0]
                await scene.client(who).click(message, element["action_id"], element[side]["value"])
                return
    raise AssertionError("there are no thumbs")


async def _log(scene: Scene, who: str, what: dict[str, str]) -> None:
    await log(scene.stage, PEOPLE[who], what)


def _button(scene: Scene, who: str, text: str, *, oldest: bool = False) -> tuple[Json, str]:
    for target, element in scene.elements(PEOPLE[who], oldest=oldest):
        if element.get("text", {}) and text == label(element):
            return target, element["action_id"]
    raise AssertionError(f"there is no button “{text}”")


ACTS: dict[str, Act] = {
    **NUDGE_ACTS,
    "chooses": _choose,
    "clicks": _click,
    "clicks old": _click_old,
    "clicks twice": _click_twice,
    "deletes": _delete,
    "edits": _edit,
    "finds": _find,
    "logged": _log,
    "opens": _open,
    "replies": _reply,
    "shortcut": _use_shortcut,
    "submits": _submit,
    "submits badly": _submit_badly,
    "thumbs": _judge,
}

"""What people do with nudges in a dialogue, and their settings and Slack profiles."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from bot.coaching.nudges.model import NOT_SURE
from bot.coaching.nudges.preferences import Mode, Preferences
from bot.slack.nudges.responses import save_preferences
from bot.slack.nudges.view_question import ANSWER
from bot.slack.nudges.view_time_slot import PLAN
from tests.dialogues.scene import PEOPLE, Scene


async def _set_preferences(scene: Scene, who: str, what: dict[str, Any]) -> None:
    wanted = replace(Preferences(mode=Mode.ON), **what)
    await save_preferences(scene.stage.bot.services, "T_SANDBOX", PEOPLE[who], wanted)


async def _answer(scene: Scene, who: str, how: str) -> None:
    """Click the newest question's right option, a wrong one, or “not sure”."""
    for target, element in scene.elements(PEOPLE[who]):
        if not element["action_id"].startswith(f"{ANSWER}:"):
            continue
        chosen, _, key = element["value"].partition("|")
        sent = await scene.stage.bot.services.nudges.find("T_SANDBOX", key)
        question = sent.nudge.question if sent else None
        assert question, key
        if how == _how(int(chosen), question.right):
            await scene.client(who).click(target, element["action_id"])
            return
    raise AssertionError("there is no question to answer")


def _how(chosen: int, right: int) -> str:
    if chosen == NOT_SURE:
        return "not sure"
    return "right" if chosen == right else "wrong"


async def _plan(scene: Scene, who: str, number: int, *, oldest: bool = False) -> None:
    """Click a slot of a nudge, counted from 1; 0 for no plan."""
    for target, _ in scene.elements(PEOPLE[who], oldest=oldest):
        slots = [e for t, e in scene.elements(PEOPLE[who]) if t is target or t == target]
        slots = [e for e in slots if e["action_id"].startswith(f"{PLAN}:")]
        if slots:
            await scene.client(who).click(target, slots[number - 1]["action_id"])
            return
    raise AssertionError("there is nothing to plan")


async def _plan_old(scene: Scene, who: str, number: int) -> None:
    await _plan(scene, who, number, oldest=True)


async def _move(scene: Scene, who: str, zone: str) -> None:
    scene.client(who).set_zone(zone)


async def _show_status(scene: Scene, who: str, what: str) -> None:
    emoji, _, text = what.partition(" ")
    scene.client(who).set_status(text, emoji)


NUDGE_ACTS: dict[str, Callable[[Scene, str, Any], Awaitable[None]]] = {
    "answers": _answer,
    "lives in": _move,
    "nudges": _set_preferences,
    "plans": _plan,
    "plans old": _plan_old,
    "status": _show_status,
}

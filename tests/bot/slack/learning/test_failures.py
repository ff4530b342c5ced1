"""Logging when things go wrong: repeated deliveries, races, database errors, old buttons."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.coaching.learning.entries import Entry, EntryKind
from bot.coaching.learning.learner_state import LearnerState
from bot.coaching.suggestions.candidates import implied_skills
from knowledge.model import Catalogue, SkillMap
from sandbox.model import Json
from tests.conftest import Stage, Staging

ANA, BEN = "U_ANA", "U_BEN"
DOCKER = "Containerization and orchestration (Docker, Kubernetes)"
TERRAFORM = "Infrastructure as code (Terraform, CloudFormation)"


async def learner(stage: Stage, person: str = ANA) -> LearnerState:
    return await stage.bot.services.learner(stage.server.workspace.team.id, person)


async def log(stage: Stage, person: str = ANA) -> list[Entry]:
    return list(await stage.bot.services.learning.of(stage.server.workspace.team.id, person))


async def known(stage: Stage, person: str = ANA) -> list[str]:
    return [each.text for each in (await learner(stage, person)).known.values()]


async def command(stage: Stage, text: str, person: str = ANA) -> None:
    assert (await stage.server.person(person).command("C_BACKEND", text))["ok"]


def replies(stage: Stage, person: str = ANA) -> list[Json]:
    return [m for m in stage.server.messages("C_BACKEND") if m.get("ephemeral_to") == person]


def button(message: Json, text: str) -> str:
    for block in message["blocks"]:
        for element in [*block.get("elements", []), block.get("accessory") or {}]:
            if element.get("type") == "button" and element["text"]["text"] == text:
                return str(element["action_id"])
    raise AssertionError(f"no button {text}")


@pytest.mark.parametrize("transport", ["socket", "http"])
async def test_a_statement_delivered_twice_is_logged_once(staging: Staging, transport: str) -> None:
    async with staging(transport) as stage:
        stage.server.faults.duplicate_deliveries(4)
        text = f"<@{stage.coach}> I learned docker"
        await stage.server.person(ANA).say("C_BACKEND", text)
        await stage.quiet()
        assert len(await log(stage)) == 1
        assert len(replies(stage)) == 1


async def test_commands_at_once_are_all_logged_for_the_right_person(stage: Stage) -> None:
    commands = [("/learned docker", ANA), ("/learned terraform", ANA), ("/learned JWT", BEN)]
    await asyncio.gather(*(command(stage, text, person) for text, person in commands))
    await stage.quiet()
    assert sorted(await known(stage)) == [DOCKER, TERRAFORM]
    assert await known(stage, BEN) == ["OAuth, JWT, and session management"]
    assert len(replies(stage, BEN)) == 1


async def test_a_database_error_is_reported_and_saves_nothing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_entries: object) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(type(stage.bot.services.learning), "append", lambda _self, e: fail(e))
        await command(stage, "/learned docker and terraform")
        await stage.quiet()
    (reply,) = replies(stage)
    assert "something went wrong" in reply["text"]
    assert "disk full" not in str(reply)
    assert "Logged" not in str(reply)
    assert await log(stage) == []
    await command(stage, "/learned docker and terraform")
    await stage.quiet()
    assert len(await log(stage)) == 2


async def test_a_form_that_cannot_be_saved_says_so(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_entries: object) -> None:
        raise OSError("disk full")

    await command(stage, "/learned")
    await stage.quiet()
    view = stage.server.modals(ANA)[-1]
    monkeypatch.setattr(type(stage.bot.services.learning), "append", lambda _self, e: fail(e))
    await stage.server.person(ANA).submit(view, _juggling(view))
    await stage.quiet()
    assert "something went wrong" in replies(stage)[-1]["text"]


def _juggling(view: Json) -> Json:
    (action,) = [b["element"]["action_id"] for b in view["blocks"] if b.get("block_id") == "skills"]
    return {"skills": {action: ["new:juggling"]}}


async def test_a_form_answers_by_direct_message_after_its_url_expired(stage: Stage) -> None:
    await command(stage, "/learned")
    await stage.quiet()
    view = stage.server.modals(ANA)[-1]
    stage.server.workspace.clock.advance(31 * 60)
    await stage.server.person(ANA).submit(view, _juggling(view))
    await stage.quiet()
    (reply,) = stage.said(stage.server.person(ANA).dm_channel)
    assert "Logged *juggling*" in str(reply["blocks"])


async def test_undo_after_forget_says_so(stage: Stage) -> None:
    await command(stage, "/learned docker")
    await stage.quiet()
    (reply,) = replies(stage)
    await stage.bot.services.learning.forget(stage.server.workspace.team.id, ANA)
    await stage.server.person(ANA).click(reply, button(reply, "Undo"))
    await stage.quiet()
    assert "isn't in your log" in replies(stage)[-1]["text"]
    assert await log(stage) == []


async def test_an_undone_entry_stays_in_the_log_but_not_in_the_skills(stage: Stage) -> None:
    await command(stage, "/learned docker")
    await stage.quiet()
    (reply,) = replies(stage)
    await stage.server.person(ANA).click(reply, button(reply, "Undo"))
    await stage.quiet()
    assert await known(stage) == []
    assert [entry.kind for entry in await log(stage)] == [EntryKind.LEARNED, EntryKind.TAKEN_BACK]


async def test_a_button_for_a_deleted_skill_says_so(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await command(stage, "/learned made things faster")
    await stage.quiet()
    (reply,) = replies(stage)
    monkeypatch.setattr(type(stage.bot.services.knowledge), "catalogue", lambda _self: Catalogue())
    await stage.server.person(ANA).click(reply, button(reply, "Database query optimization"))
    await stage.quiet()
    assert "in the documents anymore" in replies(stage)[-1]["text"]
    assert await log(stage) == []


@pytest.mark.parametrize("text", ["x" * 5_000, "docker " * 700, "🎉" * 40, "<!channel> *x* `y`"])
async def test_any_words_get_an_answer_without_an_error(stage: Stage, text: str) -> None:
    await command(stage, f"/learned {text}")
    await stage.quiet()
    (reply,) = replies(stage)
    assert "went wrong" not in reply["text"]
    assert "<!channel>" not in str(reply["blocks"])


async def test_the_shortcut_on_a_message_without_words_opens_an_empty_form(stage: Stage) -> None:
    message: dict[str, Any] = await stage.server.person(BEN).say("C_BACKEND", ":tada:")
    await stage.server.person(ANA).shortcut("log_message", message)
    await stage.quiet()
    assert "I didn't find a skill in that message" in str(stage.server.modals(ANA)[-1])


async def test_implied_skills_count_until_the_person_says_otherwise(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    mapped = _with_map(await stage.bot.services.catalogue(), DOCKER, TERRAFORM)
    monkeypatch.setattr(type(stage.bot.services.knowledge), "catalogue", lambda _self: mapped)
    ana = stage.server.person(ANA)
    await command(stage, "/learned docker")
    await stage.quiet()
    (logged,) = replies(stage)
    assert "These also count as known" in str(logged["blocks"])
    await ana.click(logged, button(logged, "I don't know these"))
    await stage.quiet()
    view = stage.server.modals(ANA)[-1]
    (option,) = view["blocks"][-1]["element"]["options"]
    assert option["text"]["text"] == TERRAFORM
    await ana.submit(view, {"skills": {"entered": [option["value"]]}})
    await stage.quiet()
    confirmation = replies(stage)[-1]
    assert f"These don't count as known: {TERRAFORM}" in confirmation["text"]
    assert implied_skills(await learner(stage), mapped) == {}
    await ana.click(confirmation, button(confirmation, "Undo"))
    await stage.quiet()
    assert list(implied_skills(await learner(stage), mapped)) == [option["value"]]


def _with_map(catalogue: Catalogue, skill: str, needed: str) -> Catalogue:
    """Return the same documents with a map in which one skill needs another."""
    ids = {each.text: each.id for each in catalogue.skills.values()}
    (outline,) = catalogue.outlines
    edges = SkillMap(((ids[skill], ids[needed], "it is built so"),))
    return Catalogue((replace(outline, skill_map=edges),))

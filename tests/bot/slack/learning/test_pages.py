"""Paging through a library of 1,000 skills in the local workspace."""

from time import perf_counter

import pytest

from bot.slack.home.home import show_home
from sandbox.model import Json
from sandbox.people.elements import elements
from tests.bot.slack.learning.test_skills_views import LARGE
from tests.conftest import Stage
from tests.dialogues.logs import log

ANA = "U_ANA"


@pytest.fixture
def large(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """The coach with a large library."""
    monkeypatch.setattr(type(stage.bot.services.knowledge), "catalogue", lambda _: LARGE)
    return stage


def named(target: Json, label: str) -> str:
    """Return the action id of the button with this text."""
    for _, element in elements(target["blocks"]):
        text = element.get("text")
        if isinstance(text, dict) and text.get("text") == label:
            return str(element["action_id"])
    raise LookupError(label)


async def test_home_turns_its_pages(large: Stage) -> None:
    ana = large.server.person(ANA)
    await ana.open_home("home")
    await large.quiet()
    first = large.server.home(ANA)
    assert first is not None
    assert "*What do you already know?*" in str(first)
    await log(large, ANA, {"A": "aware"})
    started = large.server.home(ANA)
    assert started is not None
    assert "Section 0.30" not in str(started)
    await ana.click(started, named(started, "Next"))
    await large.quiet()
    turned = large.server.home(ANA)
    assert "Section 0.30" in str(turned)
    assert not large.server.refused


async def test_skills_turns_its_pages_in_place(large: Stage) -> None:
    ana = large.server.person(ANA)
    await ana.command("C_BACKEND", "/skills")
    await large.quiet()
    (shown,) = large.said("C_BACKEND")
    assert "Section 0.19" in str(shown)
    await ana.click(shown, named(shown, "Next"))
    await large.quiet()
    (turned,) = large.said("C_BACKEND")
    assert "Section 0.19" not in str(turned)
    assert "Section 0.20" in str(turned)
    await ana.click(turned, named(turned, "Previous"))
    await large.quiet()
    (back,) = large.said("C_BACKEND")
    assert "Section 0.19" in str(back)


async def test_home_of_a_large_document_loads_within_a_second(large: Stage) -> None:
    await log(large, ANA, {"A": "aware"})
    start = perf_counter()
    await show_home(large.bot.services, "T_SANDBOX", ANA)
    assert perf_counter() - start < 1


async def test_a_long_history_has_pages(stage: Stage) -> None:
    ana = stage.server.person(ANA)
    await log(stage, ANA, {f"My own skill {n}": "aware" for n in range(15)})
    await ana.command("C_BACKEND", "/skills history")
    await stage.quiet()
    (shown,) = stage.said("C_BACKEND")
    assert "My own skill 14" in str(shown["blocks"])
    await ana.click(shown, named(shown, "Next"))
    await stage.quiet()
    (turned,) = stage.said("C_BACKEND")
    assert "My own skill 14" not in str(turned["blocks"])
    assert "My own skill 0" in str(turned["blocks"])


async def test_a_rejected_chart_is_reported(stage: Stage) -> None:
    await log(stage, ANA, {"Unit testing and test-driven development": "aware", "Mine": ""})
    await log(stage, ANA, {"API versioning and deprecation strategies": "aware"})
    stage.server.faults.fail("files.getUploadURLExternal", status=500, times=20)
    await stage.server.person(ANA).command("C_BACKEND", "/skills")
    await stage.quiet()
    shown, error = stage.said("C_BACKEND")
    assert "API Development" in str(shown)
    assert "couldn't send the file to our direct messages" in error["text"]

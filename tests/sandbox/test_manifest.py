"""What Slack requires of a manifest to install the app."""

from __future__ import annotations

import pytest

from sandbox.manifest import App, ManifestRefused
from sandbox.model import Json
from tests.sandbox.apps import MANIFEST, manifest


def test_reads_the_app() -> None:
    app = App.from_manifest(MANIFEST | {"display_information": {"name": "Skill Coach"}})
    assert (app.bot_user, app.bot_id, app.bot_name) == ("U_SKILL_COACH", "B_SKILL_COACH", "Coach")
    assert app.agent
    assert app.home_tab
    assert [command.command for command in app.commands] == ["/ask"]


@pytest.mark.parametrize(
    "changed, problem",
    [
        (manifest(without_scopes=("app_mentions:read",)), "app_mention needs the scope"),
        (manifest(without_scopes=("im:history",)), "message.im needs the scope im:history"),
        (manifest(without_scopes=("commands",)), "slash commands need the scope commands"),
        (manifest(slash_commands=[]), "slash_commands must not be empty"),
        (manifest(slash_commands=[{"command": "ask"}]), "is not a valid name"),
        (manifest(slash_commands=[{"command": "/" + "a" * 32}]), "is not a valid name"),
        (MANIFEST | {"display_information": {"name": "x" * 36}}, "1 to 35 characters"),
    ],
)
def test_refuses_what_slack_refuses(changed: Json, problem: str) -> None:
    with pytest.raises(ManifestRefused, match=problem):
        App.from_manifest(changed)


def test_refuses_the_assistant_scope_without_its_feature() -> None:
    changed = manifest()
    del changed["features"]["agent_view"]
    with pytest.raises(ManifestRefused, match=r"features\.agent_view"):
        App.from_manifest(changed)

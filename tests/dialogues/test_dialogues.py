"""Runs every dialogue against the real coach in the local workspace, over both transports."""

import pytest

from tests.conftest import Staging
from tests.dialogues.script import Dialogue, Play, dialogues

ALL = list(dialogues())


@pytest.mark.parametrize("transport", ["socket", "http"])
@pytest.mark.parametrize("dialogue", ALL, ids=[d.name for d in ALL])
async def test_dialogue(staging: Staging, dialogue: Dialogue, transport: str) -> None:
    async with staging(transport) as stage:
        await Play(stage).run(dialogue)

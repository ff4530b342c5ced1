"""Runs every dialogue against the real coach in the local workspace, over both transports.

Dialogues that move the clock run over one transport only: the transport doesn't depend on time.
"""

import pytest

from tests.conftest import Staging
from tests.dialogues.script import Dialogue, Play, dialogues

ACTED = [
    pytest.param(dialogue, transport, id=f"{dialogue.name}-{transport}")
    for dialogue in dialogues()
    for transport in ("socket", "http")
    if transport == "socket" or not dialogue.takes_time
]


@pytest.mark.parametrize(("dialogue", "transport"), ACTED)
async def test_dialogue(staging: Staging, dialogue: Dialogue, transport: str) -> None:
    async with staging(transport) as stage:
        await Play(stage).run(dialogue)

"""The coach answers over both transports."""

import pytest

from tests.conftest import Staging


@pytest.mark.parametrize("transport", ["socket", "http"])
async def test_mention_is_answered_once_in_its_thread(staging: Staging, transport: str) -> None:
    async with staging(transport) as stage:
        ana = stage.server.person("U_ANA")
        asked = await ana.say("C_BACKEND", f"<@{stage.coach}> How do I version an API?")
        await stage.quiet()
        replies = stage.said("C_BACKEND", asked["ts"])
        assert len(replies) == 1
        assert "API versioning and deprecation strategies" in str(replies[0]["blocks"])
        assert not stage.server.refused

"""What people set about themselves, and how the app finds out: zone, status, do-not-disturb."""

from __future__ import annotations

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.model import Json
from sandbox.people.messages import NotPossible
from sandbox.run import Server


async def profile(client: AsyncWebClient, user: str) -> Json:
    return dict((await client.users_info(user=user))["user"]["profile"])


async def test_a_person_moves_to_another_zone(server: Server, client: AsyncWebClient) -> None:
    user = (await client.users_info(user="U_BEN"))["user"]
    assert (user["tz"], user["tz_offset"]) == ("Africa/Lagos", 3600)
    server.person("U_BEN").set_zone("Asia/Tokyo")
    members = (await client.users_list())["members"]
    ben = next(member for member in members if member["id"] == "U_BEN")
    assert (ben["tz"], ben["tz_offset"]) == ("Asia/Tokyo", 9 * 3600)


@pytest.mark.parametrize("zone", ["Mars/Base", "", "Europe", "../Europe/Rome"])
def test_a_zone_that_is_none_is_refused(server: Server, zone: str) -> None:
    with pytest.raises(NotPossible, match="there is no time zone"):
        server.person("U_BEN").set_zone(zone)


async def test_a_status_shows_until_it_runs_out(server: Server, client: AsyncWebClient) -> None:
    server.person("U_ANA").set_status("On holiday", ":palm_tree:", seconds=3600)
    shown = await profile(client, "U_ANA")
    assert (shown["status_text"], shown["status_emoji"]) == ("On holiday", ":palm_tree:")
    assert shown["status_expiration"] == pytest.approx(server.workspace.now() + 3600, abs=60)
    server.workspace.advance(3601)
    gone = await profile(client, "U_ANA")
    assert (gone["status_text"], gone["status_emoji"], gone["status_expiration"]) == ("", "", 0)


async def test_a_status_without_an_end_stays(server: Server, client: AsyncWebClient) -> None:
    server.person("U_ANA").set_status("Out sick", ":face_with_thermometer:")
    server.workspace.advance(30 * 86_400)
    assert (await profile(client, "U_ANA"))["status_text"] == "Out sick"
    server.person("U_ANA").set_status("")
    assert (await profile(client, "U_ANA"))["status_text"] == ""


async def test_quiet_hours_end_by_themselves(server: Server, client: AsyncWebClient) -> None:
    assert (await client.dnd_info(user="U_BEN"))["snooze_enabled"] is False
    server.person("U_BEN").snooze(3600)
    info = await client.dnd_info(user="U_BEN")
    assert info["snooze_enabled"] is True
    assert info["snooze_endtime"] == info["next_dnd_end_ts"]
    server.workspace.advance(3601)
    assert (await client.dnd_info(user="U_BEN"))["snooze_enabled"] is False


async def test_quiet_hours_of_many_in_one_call(server: Server, client: AsyncWebClient) -> None:
    server.person("U_BEN").snooze(3600)
    users = (await client.dnd_teamInfo(users=["U_ANA", "U_BEN", "U_NOBODY"]))["users"]
    assert {user: info["dnd_enabled"] for user, info in users.items()} == {
        "U_ANA": False,
        "U_BEN": True,
    }
    assert users["U_BEN"]["next_dnd_end_ts"] > server.workspace.now()
    with pytest.raises(SlackApiError, match="at most 50 users"):
        await client.dnd_teamInfo(users=["U_ANA"] * 51)


async def test_the_page_can_change_a_person(server: Server, client: AsyncWebClient) -> None:
    async def change(**fields: object) -> Json:
        body = {"person": "U_CHI", **fields}
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{server.url}/control/person", json=body) as response,
        ):
            return dict(await response.json())

    assert (await change(tz="Europe/Lisbon"))["ok"] is True
    until = int(server.workspace.now()) + 3600
    await change(status_text="In Porto", status_emoji=":train:", status_expiration=until)
    await change(status_text="On the train", snoozed_until=until)
    shown = await profile(client, "U_CHI")
    assert (shown["status_text"], shown["status_emoji"]) == ("On the train", ":train:")
    assert shown["status_expiration"] == until, "what is left out stays"
    assert (await client.users_info(user="U_CHI"))["user"]["tz"] == "Europe/Lisbon"
    assert (await client.dnd_info(user="U_CHI"))["snooze_endtime"] == until

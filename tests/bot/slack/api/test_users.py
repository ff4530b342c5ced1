"""Looking up people in Slack, also when Slack refuses or fails."""

import pytest
from structlog.testing import capture_logs

from bot.coaching.learning.availability import Availability
from bot.slack.api.status import is_away
from bot.slack.api.users import FEW, KEPT_SECONDS, UserInfo, quiet_until
from tests.bot.nudge_workspace import DAY, HOUR, MONDAY, NudgeWorkspace, open_workspace

ANA, BEN = "U_ANA", "U_BEN"


async def about(workspace: NudgeWorkspace, person: str = ANA) -> Availability:
    """Return one person's availability."""
    return (await workspace.services.people.about(workspace.team, [person]))[person]


def asked(workspace: NudgeWorkspace) -> list[str]:
    """Return the Slack methods that were called."""
    return [call.method for call in workspace.server.calls]


async def test_finds_zone_status_and_quiet_hours(workspace: NudgeWorkspace) -> None:
    assert await about(workspace) == Availability(zone="America/Sao_Paulo")
    ben = workspace.server.person(BEN)
    ben.set_zone("Asia/Tokyo")
    ben.set_status("Vacationing", ":palm_tree:", int(MONDAY + DAY))
    ben.snooze(HOUR)
    assert await about(workspace, BEN) == Availability(
        "Asia/Tokyo", away=True, quiet_until=MONDAY + HOUR
    )


async def test_slack_is_not_asked_again_within_a_minute(workspace: NudgeWorkspace) -> None:
    await about(workspace)
    workspace.server.person(ANA).set_zone("Asia/Tokyo")
    workspace.time.now += KEPT_SECONDS - 1
    assert (await about(workspace)).zone == "America/Sao_Paulo"
    assert asked(workspace) == ["users.info", "dnd.info"]
    workspace.time.now += 1
    assert (await about(workspace)).zone == "Asia/Tokyo"


def test_a_full_cache_drops_the_oldest_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.slack.api.users.MOST_KEPT", 2)
    fields = UserInfo(lambda: MONDAY)
    for person in (ANA, BEN, ANA, "U_EVE"):
        fields.put(("T1", person), {"tz": person})
    kept = [fields.last(("T1", person)) for person in (ANA, BEN, "U_EVE")]
    assert kept == [{"tz": ANA}, {}, {"tz": "U_EVE"}]


async def test_cached_quiet_hours_end_on_time(workspace: NudgeWorkspace) -> None:
    workspace.server.person(ANA).snooze(30)
    assert (await about(workspace)).quiet_until == MONDAY + 30
    workspace.time.now += 30
    assert (await about(workspace)).quiet_until == 0
    assert asked(workspace).count("dnd.info") == 1


async def test_many_people_are_looked_up_at_once(workspace: NudgeWorkspace) -> None:
    crowd = [f"U_{number:03}" for number in range(60)]
    for person in crowd:
        workspace.add_person(person, "Europe/Lisbon")
    workspace.server.person(crowd[7]).snooze(HOUR)
    found = await workspace.services.people.about(workspace.team, crowd)
    assert {facts.zone for facts in found.values()} == {"Europe/Lisbon"}
    assert [who for who, facts in found.items() if facts.quiet_until] == [crowd[7]]
    assert sorted(asked(workspace)) == ["dnd.teamInfo", "dnd.teamInfo", "users.list"]


async def test_people_missing_from_the_list_are_looked_up_one_by_one(
    workspace: NudgeWorkspace,
) -> None:
    some = [ANA, BEN, *(f"U_NOBODY{number}" for number in range(FEW))]
    found = await workspace.services.people.about(workspace.team, some)
    assert found[ANA].zone == "America/Sao_Paulo"
    assert found["U_NOBODY0"] == Availability()


@pytest.mark.parametrize("lacking", ["users:read", "dnd:read"])
async def test_a_missing_scope_loses_only_its_part_and_is_logged_once(lacking: str) -> None:
    async with open_workspace(granted=lambda scope: scope != lacking) as workspace:
        workspace.server.person(ANA).snooze(HOUR)
        with capture_logs() as logs:
            facts = await about(workspace)
            workspace.time.now += KEPT_SECONDS
            assert await about(workspace) == facts
        assert bool(facts.zone) is (lacking != "users:read")
        assert bool(facts.quiet_until) is (lacking != "dnd:read")
        assert [entry["error"] for entry in logs] == ["missing_scope"]


async def test_uses_the_last_known_values_while_slack_fails(workspace: NudgeWorkspace) -> None:
    known = await about(workspace)
    workspace.time.now += KEPT_SECONDS
    workspace.server.faults.fail("*", 500, times=100)
    assert await about(workspace) == known
    assert await about(workspace, BEN) == Availability()


async def test_recognizes_admins(workspace: NudgeWorkspace) -> None:
    people = workspace.services.people
    assert await people.is_admin(workspace.team, ANA)
    assert not await people.is_admin(workspace.team, BEN)
    assert not await people.is_admin(workspace.team, "U_NOBODY")


@pytest.mark.parametrize(
    ("text", "emoji"),
    [
        ("Vacationing", ":palm_tree:"),
        ("", ":palm_tree::skin-tone-2:"),
        ("Out sick", ":face_with_thermometer:"),
        ("OOO until Monday", ""),
        ("out of the office", ":wave:"),
        ("On parental leave", ""),
        ("", ":baby_bottle:"),
        ("Urlaub bis 3.1.", ":christmas_tree:"),
        ("de férias", ""),
        ("PTO", ":house:"),
        ("Public holiday", ""),
    ],
)
def test_statuses_that_mean_away(text: str, emoji: str) -> None:
    assert is_away({"status_text": text, "status_emoji": emoji, "status_expiration": 0}, MONDAY)


@pytest.mark.parametrize(
    ("text", "emoji"),
    [
        ("", ""),
        ("In a meeting", ":spiral_calendar_pad:"),
        ("Commuting", ":bus:"),
        ("Working remotely", ":house_with_garden:"),
        ("Back from vacation", ":palm_tree:"),
        ("Planning my holiday", ""),
        ("Skill building", ""),
        ("Photos of piglets", ""),
        ("Focus until lunch", ":no_bell:"),
    ],
)
def test_statuses_that_do_not_mean_away(text: str, emoji: str) -> None:
    assert not is_away({"status_text": text, "status_emoji": emoji}, MONDAY)


def test_an_expired_status_is_ignored() -> None:
    status = {"status_text": "Vacationing", "status_expiration": MONDAY}
    assert not is_away(status, MONDAY)
    assert is_away(status, MONDAY - 1)


@pytest.mark.parametrize(
    ("fields", "until"),
    [
        ({}, 0),
        ({"dnd_enabled": True, "next_dnd_start_ts": 50, "next_dnd_end_ts": 150}, 150),
        ({"dnd_enabled": True, "next_dnd_start_ts": 101, "next_dnd_end_ts": 150}, 0),
        ({"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}, 0),
        ({"snooze_enabled": True, "snooze_endtime": 130}, 130),
        ({"snooze_enabled": True, "snooze_endtime": 100}, 0),
        ({"snooze_enabled": False, "snooze_endtime": 130}, 0),
        ({"snooze_enabled": True, "snooze_endtime": 0, "snooze_is_indefinite": True}, 3700),
    ],
)
def test_the_end_of_do_not_disturb(fields: dict[str, object], until: float) -> None:
    assert quiet_until(fields, 100) == until

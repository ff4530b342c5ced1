"""The parts of the workspace that need no connection: time, ids, triggers, streams, inputs."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.api.arguments import read_body
from sandbox.changes import Change, Changes
from sandbox.clock import Clock, next_weekday
from sandbox.control.gestures import link_mentions
from sandbox.identifiers import Identifiers
from sandbox.people import elements
from sandbox.refusal import Refused
from sandbox.streaming import Stream
from sandbox.workspace import Workspace


@given(st.lists(st.floats(min_value=1e9, max_value=2e9), min_size=2))
def test_timestamps_only_grow(moments: list[float]) -> None:
    identifiers = Identifiers("seed")
    stamps = [identifiers.timestamp(moment) for moment in moments]
    assert stamps == sorted(set(stamps))


def test_a_seed_repeats_a_workspace(ws: Workspace) -> None:
    again, other = Identifiers("test"), Identifiers()
    assert ws.bot_token.endswith(again.secret())
    assert other.secret() != Identifiers().secret()


def test_clock_calls_back_in_order_when_advanced() -> None:
    clock, heard = Clock(lambda: 100.0), []
    clock.at(130, lambda: heard.append("second"))
    clock.at(110, lambda: heard.append("first"))
    clock.advance(9)
    assert heard == []
    clock.advance(21)
    assert heard == ["first", "second"]
    assert clock.now() == 130


MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "now, zone, due",
    [
        (MONDAY - timedelta(seconds=1), "UTC", MONDAY),
        (MONDAY, "UTC", MONDAY + timedelta(days=7)),
        (MONDAY + timedelta(days=6, hours=13), "UTC", MONDAY + timedelta(days=7)),
        # Sunday 22:30 in London is Monday in Tokyo already, at 07:30: 10:00 there comes at 1:00
        (datetime(2026, 11, 22, 22, 30, tzinfo=UTC), "Asia/Tokyo", MONDAY - timedelta(hours=9)),
        # New York changes its clocks between this Friday and Monday: 10:00 is 15:00 by then
        (datetime(2026, 10, 30, 14, tzinfo=UTC), "America/New_York", datetime(2026, 11, 2, 15)),
    ],
)
def test_next_monday_is_a_time_of_the_persons_own_week(
    now: datetime, zone: str, due: datetime
) -> None:
    found = next_weekday(now.timestamp(), ZoneInfo(zone), weekday=0, minute=600)
    assert datetime.fromtimestamp(found, UTC) == due.replace(tzinfo=UTC)


async def test_clock_runs_what_falls_due_by_itself() -> None:
    loop, due = asyncio.get_running_loop(), asyncio.Event()
    clock = Clock(loop.time)
    running = asyncio.create_task(clock.run())
    clock.at(clock.now() + 0.01, due.set)
    async with asyncio.timeout(2):
        await due.wait()
    running.cancel()


async def test_waiting_ends_with_the_change_or_the_time() -> None:
    changes, found = Changes(), []

    def change() -> None:
        found.append("x")
        changes.publish(Change("message"))

    asyncio.get_running_loop().call_soon(change)
    assert await changes.wait_for(lambda: found, timeout=2) == ["x"]
    with pytest.raises(TimeoutError):
        await changes.wait_for(lambda: None, timeout=0.01)


def test_closing_a_workspace_ends_every_subscription() -> None:
    changes = Changes()
    with changes.subscribe() as early:
        changes.close()
        assert early.get_nowait() is None
    with changes.subscribe() as late:
        assert late.get_nowait() is None


@given(st.lists(st.text(min_size=1), min_size=1))
def test_streamed_text_is_the_sum_of_its_chunks(texts: list[str]) -> None:
    stream = Stream(0.0)
    for text in texts:
        stream.add({"type": "markdown_text", "text": text})
    assert stream.text() == "".join(texts)
    assert len(stream.blocks()) == 1


def test_a_task_is_renewed_in_its_place() -> None:
    stream = Stream(0.0)
    stream.add({"type": "task_update", "id": "1", "title": "Look", "status": "pending"})
    stream.add({"type": "markdown_text", "text": "So"})
    stream.add({"type": "task_update", "id": "1", "title": "Look", "status": "complete"})
    assert [block["type"] for block in stream.blocks()] == ["task_card", "markdown"]
    assert stream.blocks()[0]["status"] == "complete"


@given(st.binary(), st.sampled_from(["application/json", "application/x-www-form-urlencoded"]))
def test_bodies_are_read_or_refused_never_else(body: bytes, content_type: str) -> None:
    error, values = None, {}
    try:
        values = read_body(content_type, body)
    except Refused as refused:
        error = refused.error
    assert error in (None, "invalid_json", "json_not_object", "invalid_form_data")
    assert all(isinstance(name, str) for name in values)


@pytest.mark.parametrize(
    "typed, stored",
    [
        ("@ana and @Ana Lima", "<@U_ANA> and <@U_ANA>"),
        ("@anabel", "@anabel"),
        ("mail me@ana", "mail me@ana"),
        ("see #backend.", "see <#C_BACKEND>."),
        ("#nowhere &lt;@here&gt;", "#nowhere &lt;@here&gt;"),
    ],
)
def test_typed_names_become_references(ws: Workspace, typed: str, stored: str) -> None:
    assert link_mentions(ws, typed) == stored


OPTIONS = [{"text": {"type": "plain_text", "text": value}, "value": value} for value in "ab"]


@pytest.mark.parametrize(
    "element, value, entry",
    [
        ({"type": "plain_text_input"}, "x", {"value": "x"}),
        ({"type": "static_select", "options": OPTIONS}, "b", {"selected_option": OPTIONS[1]}),
        ({"type": "checkboxes", "options": OPTIONS}, ["a"], {"selected_options": OPTIONS[:1]}),
        ({"type": "multi_users_select"}, ["U_ANA"], {"selected_users": ["U_ANA"]}),
        ({"type": "datepicker"}, "2026-01-02", {"selected_date": "2026-01-02"}),
    ],
)
def test_values_become_state(element: dict[str, object], value: object, entry: object) -> None:
    element = {**element, "action_id": "a"}
    assert elements.build_state(element, value) == {"type": element["type"], **dict(entry)}  # type: ignore[call-overload]


def test_an_option_that_is_not_there_is_an_error() -> None:
    select = {"type": "static_select", "action_id": "a", "options": OPTIONS}
    with pytest.raises(LookupError, match="no option 'c'"):
        elements.build_state(select, "c")

"""Short versions of the nudge benchmarks, with real replicas, real kills and real scans."""

import json

import pytest

from bench.nudges import report, restore_result
from bench.nudges_kills import run_kills
from bench.nudges_scan import run_scan
from bench.nudges_stage import fault_rows
from bench.report import Machine, Result, Row, as_dict


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_killed_replicas_send_each_nudge_once(database_url: str) -> None:
    found = await run_kills(database_url, kills=3, replicas=2)
    assert (found.lost, found.twice) == (0, 0)
    assert len(found.left) == 3
    assert all(each.claims > 0 for each in found.left)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_one_killed_process_on_sqlite_sends_each_nudge_once(database_url: str) -> None:
    found = await run_kills(database_url, kills=2, replicas=1)
    assert (found.lost, found.twice) == (0, 0)
    assert len(found.left) == 2


async def test_a_scan_claims_just_those_who_are_due(database_url: str) -> None:
    found = await run_scan(database_url, learners=500, ticks=3)
    assert len(found.due) == len(found.idle) == 3
    assert min(found.due) > 0


@pytest.mark.parametrize(("lost", "words"), [(0, "< 1, met"), (2, "< 1, **missed**")])
def test_the_report_says_whether_somebody_was_left_out(lost: int, words: str) -> None:
    rows = (Row("rate", "1/s", (12.5,)), *fault_rows(lost, 0, "3 replicas"))
    text = report([Result("kills", "Killed replicas", rows)], Machine(2, "3.11", ()))
    line = next(line for line in text.splitlines() if "without their nudge" in line)
    assert words in line
    assert "| rate | 12.5 | 1/s | – |" in text


def test_the_report_is_the_same_from_what_was_kept() -> None:
    machine = Machine(2, "3.11", ())
    found = Result("nudges-kills", "Killed", (Row("rate", "1/s", (12.5,)), *fault_rows(0, 1, "x")))
    kept = json.loads(json.dumps(as_dict(found, machine)))
    assert report([restore_result(kept)], machine) == report([found], machine)

"""One contract for the ledger, for the in-memory fake, SQLite and PostgreSQL."""

import asyncio

from bot.coaching.nudges.model import NudgeKind, RecallAnswer
from bot.store.nudge_ports import NUDGES_KEPT_SECONDS, Nudges
from tests.bot.nudge_rows import NOW, line, schedule

HOUR = 3600.0


async def test_a_line_is_begun_once_and_confirmed(nudges: Nudges) -> None:
    assert await nudges.begin(line()) == line()
    assert await nudges.begin(line(at=NOW + 5)) == line()
    assert line().open
    await nudges.confirm("T1", line().key, "D1", "1800000000.000100")
    took = line(channel="D1", ts="1800000000.000100")
    assert await nudges.begin(line(at=NOW + 9)) == took
    assert await nudges.find("T1", line().key) == took
    assert await nudges.at("T1", "D1", took.ts) == took
    assert await nudges.find("T2", line().key) is None
    assert await nudges.at("T1", "D2", took.ts) is None


async def test_only_an_open_line_is_abandoned(nudges: Nudges) -> None:
    await nudges.begin(line("open"))
    await nudges.begin(line("done"))
    await nudges.confirm("T1", "done", "D1", "1.1")
    for key in ("open", "done", "unknown"):
        await nudges.abandon("T1", key)
    assert await nudges.find("T1", "open") is None
    assert await nudges.find("T1", "done") is not None


async def test_the_lines_of_a_subject_come_oldest_first(nudges: Nudges) -> None:
    for key, more in (
        ("b", {"at": NOW + 2}),
        ("a", {"at": NOW + 1}),
        ("old", {"at": NOW - 1}),
        ("other", {"subject": "C1"}),
        ("elsewhere", {"workspace": "T2"}),
    ):
        await nudges.begin(line(key, **more))
    assert [sent.key for sent in await nudges.sent("T1", "U1", NOW)] == ["a", "b"]


async def test_the_first_touch_and_the_first_answer_are_kept(nudges: Nudges) -> None:
    await nudges.begin(line())
    key = line().key
    touched = await nudges.touch("T1", key, NOW + 1)
    assert touched == line(touched_at=NOW + 1)
    await nudges.touch("T1", key, NOW + 2, RecallAnswer(chosen=-1, right=False))
    await nudges.touch("T1", key, NOW + 3, RecallAnswer(chosen=0, right=True, planned=NOW + HOUR))
    expected = line(touched_at=NOW + 1, answer=RecallAnswer(-1, False, NOW + HOUR))
    assert await nudges.touch("T1", key, NOW + 4, RecallAnswer(planned=NOW)) == expected
    assert await nudges.find("T1", key) == expected
    assert await nudges.touch("T2", key, NOW) is None


async def test_clicks_at_once_leave_one_answer(nudges: Nudges) -> None:
    await nudges.begin(line())
    clicks = [RecallAnswer(chosen=n, right=n == 0) for n in range(6)]
    seen = await asyncio.gather(*(nudges.touch("T1", line().key, NOW, each) for each in clicks))
    assert len({each.answer for each in seen if each}) == 1


async def test_all_that_is_kept_on_a_person_is_shown_and_forgotten(nudges: Nudges) -> None:
    mine = [schedule("C1", kind=NudgeKind.PROMPT, person="U1"), schedule("U1")]
    for each in (*mine, schedule("U2"), schedule("U1", workspace="T2")):
        await nudges.put(each)
    lines = [line("a"), line("b", at=NOW + 1)]
    for sent in (*lines, line("c", person="U2"), line("a", workspace="T2")):
        await nudges.begin(sent)
    assert list(await nudges.of_person("T1", "U1")) == [*mine, *lines]
    assert await nudges.forget("T1", "U1") == 4
    assert not await nudges.of_person("T1", "U1")
    assert len(await nudges.of_person("T1", "U2")) == 2
    await nudges.forget_workspace("T1")
    assert not await nudges.of_person("T1", "U2")
    assert len(await nudges.of_person("T2", "U1")) == 2


async def test_old_lines_are_forgotten_and_young_ones_kept(nudges: Nudges) -> None:
    await nudges.begin(line("old", at=NOW - NUDGES_KEPT_SECONDS - 1))
    await nudges.begin(line("young"))
    await nudges.purge(NOW)
    assert [sent.key for sent in await nudges.sent("T1", "U1", 0)] == ["young"]

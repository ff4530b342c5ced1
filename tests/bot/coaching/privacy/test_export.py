"""Exports are complete, and harmless in a spreadsheet."""

import csv
import json
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coaching.feedback.gaps import Signal, Verdict
from bot.coaching.learning.entries import Entry, EntryKind, Level
from bot.coaching.nudges.model import Nudge, NudgeKind, RecallAnswer, Sent
from bot.coaching.nudges.preferences import Preferences
from bot.coaching.nudges.schedule import Schedule
from bot.coaching.privacy.export import FORMULA, StoredRecords, as_csv, export
from bot.coaching.recall.question import RecallQuestion
from bot.store.ports import Exchange

AT = 1_800_000_000.0
LEARNED = Entry(
    "e1",
    "T1",
    "U1",
    AT,
    EntryKind.LEARNED,
    skill_id="s1",
    skill="“Bröd” 👩‍🍳",
    level=Level.CAN_TEACH,
)
ASKED = Exchange("T1", "C1", "1.0", "1.0", "U1", "How?", "So.", "C1", ("1.1", "1.2"), ("s",), AT)
JUDGED = Signal("T1", "k", Verdict.UNHELPFUL, "U1", "How?", ("s",), AT, "too short")
KEPT: StoredRecords = {"log": [LEARNED], "questions": [ASKED], "verdicts": [JUDGED]}


def rows(content: bytes) -> list[dict[str, str]]:
    """Return the rows of a CSV file as a spreadsheet reads them."""
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_everything_is_in_the_json_and_each_store_has_its_table() -> None:
    files = {each.name: each.content for each in export(KEPT)}
    assert list(files) == ["skill-coach.json", "log.csv", "questions.csv", "verdicts.csv"]
    whole = json.loads(files["skill-coach.json"])
    (entry,), (asked,), (judged,) = whole["log"], whole["questions"], whole["verdicts"]
    assert (entry["skill"], entry["level"], entry["kind"]) == (
        LEARNED.skill,
        "can teach",
        "learned",
    )
    assert entry["at"] == "2027-01-15T08:00:00+00:00"
    assert asked["answer_ts"] == ["1.1", "1.2"]
    assert (judged["verdict"], judged["reason"]) == ("unhelpful", "too short")
    (row,) = rows(files["log.csv"])
    assert (row["skill"], row["level"], row["on"]) == (LEARNED.skill, "can teach", "")
    assert rows(files["questions.csv"])[0]["answer_ts"] == "1.1 1.2"


def test_a_store_that_keeps_nothing_has_no_table() -> None:
    assert [each.name for each in export({"log": [], "verdicts": [JUDGED]})] == [
        "skill-coach.json",
        "verdicts.csv",
    ]


def test_nested_values_are_exported_too() -> None:
    """Settings and nudges are two kinds of records in one store, with nested values."""
    question = RecallQuestion("complete", "s1", "c1", "Rate ___?", ("limiting", "of"), 0, "Rate …")
    nudge = Nudge(NudgeKind.WEEKLY, ("You asked.",), question=question)
    whose = ("T1", "U1", NudgeKind.WEEKLY, "U1")
    settings = Schedule(*whose, Preferences(holidays=(("2026-12-24", "2027-01-02"),)), AT, AT, AT)
    line = Sent(
        "T1",
        "k",
        "U1",
        "U1",
        NudgeKind.WEEKLY,
        "2027-01-11",
        AT,
        nudge,
        answer=RecallAnswer(0, True),
    )
    files = {each.name: each.content for each in export({"nudges": [settings, line]})}
    settings, came = json.loads(files["skill-coach.json"])["nudges"]
    assert settings["preferences"]["holidays"] == [["2026-12-24", "2027-01-02"]]
    assert settings["next_at"] == "2027-01-15T08:00:00+00:00"
    assert came["nudge"]["question"]["options"] == ["limiting", "of"]
    assert came["answer"] == {"chosen": 0, "right": True, "planned": None}
    first, second = rows(files["nudges.csv"])
    assert json.loads(first["preferences"])["minute"] == 600
    assert (first["key"], second["key"], second["preferences"]) == ("", "k", "")


@pytest.mark.parametrize(
    "note",
    ['=HYPERLINK("https://evil.example")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"],
)
def test_no_cell_begins_as_a_formula_does(note: str) -> None:
    written = as_csv([Entry("e", "T1", "U1", AT, EntryKind.LEARNED, note=note)])
    assert rows(written)[0]["note"] == f"'{note}"


@given(st.text())
def test_any_words_come_back_as_text(note: str) -> None:
    (row,) = rows(as_csv([Entry("e", "T1", "U1", AT, EntryKind.LEARNED, note=note)]))
    assert not row["note"].strip(" ")[:1] or row["note"].strip(" ")[:1] not in FORMULA
    assert row["note"].removeprefix("'") == note.removeprefix("'")

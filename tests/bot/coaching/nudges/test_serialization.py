"""Nudges in the ledger are written and read back, also by older and newer versions."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coaching.nudges.model import NextSkill, Nudge, NudgeKind
from bot.coaching.nudges.serialization import as_json, from_json
from bot.coaching.recall.question import RecallQuestion

texts = st.text(max_size=20)
slots = st.lists(st.floats(0, 4e9), max_size=3).map(tuple)
questions = st.builds(
    RecallQuestion, texts, texts, texts, texts, st.lists(texts).map(tuple), st.integers(0, 3), texts
)
nexts = st.builds(NextSkill, *[texts] * 6)
nudges = st.builds(
    Nudge,
    st.sampled_from(NudgeKind),
    st.lists(texts).map(tuple),
    st.sampled_from(["UTC", "Europe/Lisbon"]),
    st.none() | questions,
    st.none() | nexts,
    slots,
    texts,
    texts,
    st.lists(texts).map(tuple),
)
FULL = Nudge(
    NudgeKind.WEEKLY,
    ("because",),
    "Asia/Tokyo",
    RecallQuestion("holds", "s", "x", "Where?", ("a", "b"), 1, "passage"),
    NextSkill("n", "Next", "x", "Section", "reason", "passage"),
    (1.5,),
)


@given(nudges)
def test_what_is_written_is_read_back(nudge: Nudge) -> None:
    assert from_json(json.loads(json.dumps(as_json(nudge)))) == nudge


def test_a_line_of_an_older_version_is_filled_in() -> None:
    assert from_json({"kind": "weekly"}) == Nudge(NudgeKind.WEEKLY, ())
    assert from_json({}) == Nudge(NudgeKind.WEEKLY, ())


def test_what_a_newer_version_added_is_passed_over() -> None:
    kept = as_json(FULL) | {"digest": {"of": "a lead"}}
    kept["question"]["hint"] = "none yet"

    assert from_json(kept) == FULL


@pytest.mark.parametrize("part", ["question", "next"])
def test_a_part_that_lacks_a_field_is_left_out(part: str) -> None:
    kept: dict[str, Any] = as_json(FULL)
    del kept[part]["section_id"]

    empty: dict[str, Any] = {part: None}
    assert from_json(kept) == replace(FULL, **empty)


def test_a_kind_nobody_knows_is_an_error() -> None:
    with pytest.raises(ValueError, match="digest"):
        from_json({"kind": "digest"})

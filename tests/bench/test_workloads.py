import json
from pathlib import Path

from bench.naive import sections
from bench.workloads import ASKED, QUESTIONS, read_questions, sample_evenly


def test_questions_are_distinct_single_lines(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    asked = ["one\ntwo", "three", "one  two"]
    file.write_text("\n".join(json.dumps({"question": q}) for q in asked), "utf-8")
    assert read_questions(file) == ["one two", "three"]


def test_the_evaluation_set_gives_a_whole_session() -> None:
    assert len(set(sample_evenly(read_questions(QUESTIONS), ASKED))) == ASKED


def test_spread_covers_the_whole_list_in_order() -> None:
    assert sample_evenly(list("abcdefgh"), 4) == ["a", "c", "e", "g"]
    assert sample_evenly(["a", "b"], 5) == ["a", "b"]
    assert sample_evenly([], 5) == []


def test_the_naive_peer_takes_a_chunk_a_section() -> None:
    text = "# Title\nintro\n## Part\n### One\n- a\n- b\n\n### Two\n- c\n"
    assert sections(text) == [("One", "- a\n- b"), ("Two", "- c")]

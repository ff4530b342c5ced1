"""What people really write is understood: figures on both halves of the message sets.

The blind half is only read as figures: nobody who writes code looks at it.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.messages import (
    LineFigures,
    MessageFigures,
    Reader,
    document,
    measure_lines,
    measure_messages,
    open_readers,
    rows,
)

SETS = ("log_lines", "messages")


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Reader]]:
    names = {row["document"] for half in ("tune", "blind") for row in rows("messages", half)}
    found = open_readers(names, tmp_path_factory.mktemp("messages"))
    yield found
    for reader in found.values():
        reader.knowledge.close()


@pytest.mark.parametrize("half", ["tune", "blind"])
def test_labels_exist_in_their_documents(half: str) -> None:
    for name in SETS:
        for row in rows(name, half):
            text = document(row.get("document", "backend-skills")).read_text("utf-8")
            for skill in (*row["log"], *row["allow"], *row["offer"]):
                assert skill in text


def test_no_author_and_no_text_is_in_both_halves() -> None:
    lines = {half: rows("log_lines", half) for half in ("tune", "blind")}
    authors = [{row["author"] for row in half} for half in lines.values()]
    assert not authors[0] & authors[1]
    assert len(authors[0] | authors[1]) >= 30
    texts = [{row["text"] for row in half} for half in lines.values()]
    assert not texts[0] & texts[1]


@pytest.mark.parametrize(("half", "false", "found", "skills"), [
    ("tune", 0.05, 0.85, 0.70),
    ("blind", 0.09, 0.78, 0.70),
])  # fmt: skip
def test_log_lines(
    readers: dict[str, Reader], half: str, false: float, found: float, skills: float
) -> None:
    figures: LineFigures = measure_lines(readers["backend-skills"], rows("log_lines", half))
    assert figures.false / figures.lines <= false, str(figures)
    assert figures.logged_anyway / figures.not_to_log <= 0.12, str(figures)
    assert figures.found / figures.with_skills >= found, str(figures)
    assert figures.skills_found / figures.skills >= skills, str(figures)


@pytest.mark.parametrize(("half", "share"), [("tune", 0.93), ("blind", 0.75)])
def test_messages(readers: dict[str, Reader], half: str, share: float) -> None:
    figures: MessageFigures = measure_messages(readers, rows("messages", half))
    assert figures.share >= share, str(figures)
    assert figures.wrong_logs / figures.of.total() <= 0.03, str(figures)


def test_rows_are_json_lines() -> None:
    for path in Path(__file__).with_name("messages").glob("*.jsonl"):
        assert all(json.loads(line) for line in path.read_text("utf-8").splitlines())

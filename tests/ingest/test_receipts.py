"""The receipts file is only trusted for the store it was written for, and if it is readable."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from ingest.receipts import Receipt, Receipts
from knowledge.errors import CoachError

ONE = Receipt("docs/a.md", "d", "/p/docs/a.md", "hash", 1, 2, 3)


def receipts(folder: Path, stamp: str | None = "s", embedder: str = "e") -> Receipts:
    return Receipts(folder, lambda: stamp, embedder)


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    receipts(tmp_path / "new").save([ONE])
    assert receipts(tmp_path / "new").load() == (ONE,)
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["receipts.json"]


def test_receipts_are_valid_for_one_version_of_one_store(tmp_path: Path) -> None:
    receipts(tmp_path).save([ONE])
    assert receipts(tmp_path, stamp="other").load() is None
    assert receipts(tmp_path, stamp=None).load() is None
    assert receipts(tmp_path, embedder="other").load() is None


def test_a_server_has_no_receipts(tmp_path: Path) -> None:
    receipts(tmp_path, stamp=None).save([ONE])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        '{"format": 1}',
        json.dumps({"format": 0, "stamp": "s", "embedder": "e", "documents": [asdict(ONE)]}),
        json.dumps({"format": 1, "stamp": "s", "embedder": "e", "documents": [{"name": "x"}]}),
        json.dumps({"format": 1, "stamp": "s", "embedder": "e", "documents": 7}),
        "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    ],
)
def test_a_damaged_file_is_ignored(tmp_path: Path, text: str) -> None:
    (tmp_path / "receipts.json").write_text(text, "latin-1")
    assert receipts(tmp_path).load() is None


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CoachError, match="Can't write"):
        receipts(tmp_path / "file").save([ONE])

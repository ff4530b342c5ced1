"""A model's aliases are kept between ingests, and an unreadable file counts as empty."""

from pathlib import Path

import pytest

from ingest.alias_cache import AliasCache
from knowledge.errors import CoachError


def test_texts_are_kept_between_runs(tmp_path: Path) -> None:
    AliasCache(tmp_path / "new").keep({"a": ("brewing", "Wie lange?"), "b": ()})
    kept = AliasCache(tmp_path / "new")
    kept.keep({"c": ("cups",)})
    again = AliasCache(tmp_path / "new")
    assert [again.get(key) for key in "abcd"] == [("brewing", "Wie lange?"), (), ("cups",), None]
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["aliases.json"]


def test_it_knows_the_store_it_was_added_to(tmp_path: Path) -> None:
    kept = AliasCache(tmp_path)
    assert not kept.is_in("one")
    kept.added_to("one")
    assert AliasCache(tmp_path).is_in("one")
    assert not AliasCache(tmp_path).is_in("two")
    kept.added_to(None)
    assert not kept.is_in(None)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"format": 1, "texts": [], "store": "s"}', '{"format": 0}']
)
def test_an_unreadable_file_counts_as_empty(tmp_path: Path, text: str) -> None:
    (tmp_path / "aliases.json").write_text(text)
    kept = AliasCache(tmp_path)
    assert kept.get("a") is None
    assert not kept.is_in("s")
    kept.keep({"a": ("tea",)})
    assert AliasCache(tmp_path).get("a") == ("tea",)


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CoachError, match="Can't write"):
        AliasCache(tmp_path / "file").keep({"a": ()})

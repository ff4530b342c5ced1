"""Which files are documents, and the message for each that can't be one."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.sources import read_sources
from knowledge.errors import InputError


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("- skill\n")


def found(*paths: Path) -> list[str]:
    return [source.origin.name for source in read_sources(paths)]


def test_a_folder_is_searched_recursively_in_order(tmp_path: Path) -> None:
    write(tmp_path, "b.md", "a.MD", "sub/c.markdown", "notes.csv", "b.map.yaml")
    write(tmp_path, ".hidden.md", ".git/x.md", "sub/.y/z.md")
    assert found(tmp_path) == ["a.MD", "b.md", "c.markdown"]


def test_each_document_comes_once(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "sub/b.md")
    assert found(tmp_path / "sub", tmp_path, tmp_path / "a.md") == ["b.md", "a.md"]


def test_a_hidden_folder_may_be_given_by_name(tmp_path: Path) -> None:
    write(tmp_path, ".docs/a.md")
    assert found(tmp_path / ".docs") == ["a.md"]


def test_links_are_followed_within_the_folder_only(tmp_path: Path) -> None:
    write(tmp_path, "in/a.md", "out/secret.md")
    (tmp_path / "in" / "same.md").symlink_to(tmp_path / "in" / "a.md")
    (tmp_path / "in" / "leak.md").symlink_to(tmp_path / "out" / "secret.md")
    (tmp_path / "in" / "folder").symlink_to(tmp_path / "out")
    (tmp_path / "in" / "broken.md").symlink_to(tmp_path / "nothing")
    assert found(tmp_path / "in") == ["a.md"]


def nothing(path: Path) -> None:
    """Leave the path missing."""


UNUSABLE: list[tuple[Callable[[Path], object], str]] = [
    (nothing, "doesn't exist"),
    (Path.mkdir, "contains no documents"),
    (lambda path: write(path, "a.csv", ".b.md"), "contains no documents"),
    (os.mkfifo, "neither a file nor a folder"),
    (lambda path: path.write_bytes(b"-" * 2_000_001), "larger than 2 MB"),
]


@pytest.mark.parametrize(("make", "sentence"), UNUSABLE)
def test_unusable_paths_are_refused_in_one_sentence(
    tmp_path: Path, make: Callable[[Path], object], sentence: str
) -> None:
    path = tmp_path / "given.md"
    make(path)
    with pytest.raises(InputError, match=sentence) as caught:
        read_sources([path], max_bytes=2_000_000)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert message.endswith(".")
    assert "\n" not in message


def test_an_unsupported_file_is_refused_when_given_by_name(tmp_path: Path) -> None:
    write(tmp_path, "a.csv")
    with pytest.raises(InputError, match=r"unsupported file type\. Supported: \.md, \.markdown"):
        read_sources([tmp_path / "a.csv"])


def test_an_unreadable_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    write(tmp_path, "a.md")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match="Can't read"):
        read_sources([tmp_path])

"""Finds the guides that belong to a document and adds them to its outline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.errors import InputError
from knowledge.guide_model import Guide, GuideSource
from knowledge.guides.reader import GuideReading, read_guides
from knowledge.model import Outline

SUFFIX = ".guides"
MAX_BYTES = 1_000_000
MOST_FILES = 500


@dataclass(frozen=True, slots=True)
class GuideFile:
    """The contents of a guides file. ``name`` is its POSIX path below the document's folder."""

    path: Path
    name: str
    data: bytes


def guides_folder(document: Path) -> Path:
    """Return the folder for a document's guides: next to it, with its name."""
    return document.with_name(document.stem + SUFFIX)


def guide_files(document: Path, root: Path) -> tuple[GuideFile, ...]:
    """Read a document's guide files, sorted by path; links that lead out of ``root`` are skipped.

    Raises:
        InputError: a file can't be read or is too large, or there are too many.
    """
    folder = guides_folder(document)
    try:
        if not folder.is_dir() or not folder.resolve().is_relative_to(root):
            return ()
        paths = sorted(p for p in folder.rglob("*.md") if p.resolve().is_relative_to(root))
    except (OSError, RuntimeError) as error:
        raise InputError(f"Can't read {folder}. Check its permissions.") from error
    if len(paths) > MOST_FILES:
        raise InputError(f"{folder} has more than {MOST_FILES} files. Merge some of them.")
    return tuple(_read(path, path.relative_to(folder.parent).as_posix()) for path in paths)


def with_guides(outline: Outline, files: tuple[GuideFile, ...]) -> Outline:
    """Return the outline with its guides; drafts are left out.

    Raises:
        InputError: one sentence on the first problem, with its file and line.
    """
    guides: list[Guide] = []
    for file in files:
        reading = read_file(file)
        if reading.problems:
            rest = len(reading.problems) - 1
            more = f" ({rest} more: run `coach guide check`)" if rest else ""
            raise InputError(f"Can't use {file.path}: {reading.problems[0]}{more}.")
        guides += () if reading.draft else reading.guides
    return replace(outline, guides=tuple(guides))


def read_file(file: GuideFile) -> GuideReading:
    """Read the guides of one file, and note what is wrong with it.

    Raises:
        InputError: the file isn't UTF-8 text.
    """
    return read_guides(_decoded(file), file.name, GuideSource.TEAM)


def _read(path: Path, name: str) -> GuideFile:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"Can't read {path}. Check its permissions.") from error
    if len(data) > MAX_BYTES:
        raise InputError(f"{path} is larger than {MAX_BYTES // 1_000_000} MB. Split it up.")
    return GuideFile(path, name, data)


def _decoded(file: GuideFile) -> str:
    try:
        return file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{file.path} isn't UTF-8 text. Save it as UTF-8.") from error

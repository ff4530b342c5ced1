"""Finds the skill map next to a document and adds it to the outline."""

from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.aliases.passages import with_aliases
from knowledge.errors import InputError
from knowledge.model import Outline
from knowledge.skillmap.reader import read_map
from knowledge.skillmap.yaml_tree import MAX_BYTES

SUFFIX = ".map.yaml"


@dataclass(frozen=True, slots=True)
class MapFile:
    """The contents of a skill map's file."""

    path: Path
    data: bytes


def map_path(document: Path) -> Path:
    """Return the path for a document's map: next to it, with its name."""
    return document.with_name(document.stem + SUFFIX)


def read_map_file(document: Path, root: Path) -> MapFile | None:
    """Read a document's map file; None if there is none, or a link leads out of ``root``.

    Raises:
        InputError: the file can't be read.
    """
    path = map_path(document)
    try:
        if not path.resolve().is_relative_to(root) or not path.is_file():
            return None
        with path.open("rb") as file:
            # One byte over the limit is enough for the reader to refuse it.
            return MapFile(path, file.read(MAX_BYTES + 1))
    except (OSError, RuntimeError) as error:
        raise InputError(f"Can't read {path}. Check its permissions.") from error


def with_map(outline: Outline, file: MapFile | None) -> Outline:
    """Return the outline with its skill map, and the map's aliases as passages.

    Raises:
        InputError: one sentence on the first problem in the map.
    """
    if file is None:
        return outline
    reading = read_map(file.data, outline)
    if reading.problems:
        first, count = reading.problems[0], len(reading.problems)
        rest = f" ({count} problems in all: `coach map check {file.path}`)" if count > 1 else ""
        raise InputError(f"Can't use {file.path}: {first}{rest}")
    return with_aliases(replace(outline, skill_map=reading.skill_map))

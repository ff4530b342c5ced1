"""The skill map beside a document: where it stands, and how it comes into the outline."""

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
    """A skill map's file, read."""

    path: Path
    data: bytes


def map_path(document: Path) -> Path:
    """Where a document's map stands, if it has one: beside it, under its name."""
    return document.with_name(document.stem + SUFFIX)


def map_beside(document: Path, root: Path) -> MapFile | None:
    """The map of a document; None where there is none, or a link leads it out of ``root``."""
    path = map_path(document)
    try:
        if not path.resolve().is_relative_to(root) or not path.is_file():
            return None
        with path.open("rb") as file:
            # One byte more than is allowed is enough to be refused.
            return MapFile(path, file.read(MAX_BYTES + 1))
    except (OSError, RuntimeError) as error:
        raise InputError(f"Can't read {path}. Check its permissions.") from error


def with_map(outline: Outline, file: MapFile | None) -> Outline:
    """The outline with what its map says, its aliases as passages to be found by.

    Raises InputError, one sentence, for a wrong map.
    """
    if file is None:
        return outline
    reading = read_map(file.data, outline)
    if reading.problems:
        first, count = reading.problems[0], len(reading.problems)
        rest = f" ({count} problems in all: `coach map check {file.path}`)" if count > 1 else ""
        raise InputError(f"Can't use {file.path}: {first}{rest}")
    return with_aliases(replace(outline, skill_map=reading.skill_map))

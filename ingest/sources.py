"""Finds and reads the documents that the given paths lead to. Writes nothing."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.formats import FORMATS
from ingest.formats.format import Format
from ingest.guides import SUFFIX, GuideFile, guide_files
from ingest.maps import MapFile, read_map_file
from knowledge.errors import InputError

MAX_BYTES = 10_000_000

_BY_SUFFIX = {suffix: kind for kind in FORMATS for suffix in kind.suffixes}
_KNOWN = ", ".join(_BY_SUFFIX)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The contents of a document's file, and the map and guides next to it. Paths are resolved.

    ``root`` is the folder that was given, or the folder of the file that was given.
    """

    origin: Path
    root: Path
    format: Format
    data: bytes
    map_file: MapFile | None = None
    guide_files: tuple[GuideFile, ...] = ()


def folders(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the given paths that are folders, resolved."""
    return tuple(path.resolve() for path in paths if path.is_dir())


def read_sources(paths: Iterable[Path], max_bytes: int = MAX_BYTES) -> tuple[SourceFile, ...]:
    """Read all documents in the paths, each once, in the order given and sorted within a folder.

    Folders are searched recursively. Hidden files, unsupported types and symbolic links that lead
    out of the folder are skipped.

    Raises:
        InputError: a path doesn't exist, isn't supported, can't be read, or is too large.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        for origin, root in _documents(path):
            found.setdefault(origin, root)
    return tuple(_read(origin, root, max_bytes) for origin, root in found.items())


def _documents(path: Path) -> Iterator[tuple[Path, Path]]:
    try:
        resolved = path.resolve(strict=True)
    except (OSError, RuntimeError, ValueError) as error:
        raise InputError(f"{path} doesn't exist. Check the path.") from error
    if resolved.is_dir():
        yield from ((origin, resolved) for origin in _in_folder(path, resolved))
    elif not resolved.is_file():
        raise InputError(f"{path} is neither a file nor a folder. Give a document instead.")
    elif resolved.suffix.lower() not in _BY_SUFFIX:
        raise InputError(f"{path}: unsupported file type. Supported: {_KNOWN}.")
    else:
        yield resolved, resolved.parent


def _in_folder(given: Path, root: Path) -> list[Path]:
    found = set()
    for folder, subfolders, names in os.walk(root, onerror=_unreadable):
        subfolders[:] = [n for n in subfolders if not n.startswith(".") and not n.endswith(SUFFIX)]
        for name in names:
            file = (Path(folder) / name).resolve()
            if not name.startswith(".") and Path(name).suffix.lower() in _BY_SUFFIX:
                found |= {file} if file.is_relative_to(root) and file.is_file() else set()
    if not found:
        raise InputError(f"{given} contains no documents. Supported: {_KNOWN}.")
    return sorted(found)


def _unreadable(error: OSError) -> None:
    raise InputError(f"Can't read {error.filename}. Check its permissions.") from error


def _read(origin: Path, root: Path, max_bytes: int) -> SourceFile:
    try:
        with origin.open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise InputError(f"Can't read {origin}. Check its permissions.") from error
    if len(data) > max_bytes:
        raise InputError(f"{origin} is larger than {max_bytes // 1_000_000} MB; split it up.")
    kind = _BY_SUFFIX[origin.suffix.lower()]
    extras = read_map_file(origin, root), guide_files(origin, root)
    return SourceFile(origin, root, kind, data, *extras)

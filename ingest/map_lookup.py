"""Finds a document and its skill map from the path of either, without opening the store."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ingest.maps import SUFFIX, MapFile, map_path
from ingest.sources import SourceFile, read_sources
from knowledge.errors import InputError
from knowledge.model import Outline


@dataclass(frozen=True, slots=True)
class MappedDocument:
    """A document's outline and, if it has one, its map file, not yet checked."""

    document: Path
    outline: Outline
    file: MapFile | None


def find_documents(path: Path) -> tuple[MappedDocument, ...]:
    """Read the documents that a path leads to: a document, a folder, or a map file.

    Raises:
        InputError: there are no documents, or one can't be read.
    """
    sources = read_sources([path.parent if _is_map(path) else path])
    if _is_map(path):
        sources = tuple(s for s in sources if map_path(s.origin) == path.resolve())
        if not sources:
            stem = path.name.removesuffix(SUFFIX)
            raise InputError(
                f"There's no document next to {path}. A map has its document's name, here {stem}."
            )
    return tuple(_read_document(source) for source in sources)


def find_mapped_document(path: Path) -> MappedDocument:
    """Read the only document with a map that a path leads to.

    Raises:
        InputError: there is none, there are several, or one can't be read.
    """
    found = [each for each in find_documents(path) if each.file]
    if not found:
        raise InputError(f"{path} has no skill map next to it. Start one with `coach map draft`.")
    if len(found) > 1:
        raise InputError(f"{path} contains several skill maps ({_names(found)}). Give one of them.")
    return found[0]


def _is_map(path: Path) -> bool:
    return path.name.endswith(SUFFIX) and path.is_file()


def _read_document(source: SourceFile) -> MappedDocument:
    try:
        outline = source.format.read(source.data, source.origin.name)
    except InputError as error:
        raise InputError(f"{source.origin} {error}.") from error
    return MappedDocument(source.origin, outline, source.map_file)


def _names(found: Iterable[MappedDocument]) -> str:
    return ", ".join(each.file.path.name for each in found if each.file)

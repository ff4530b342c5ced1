"""A document and its map, found from the path of either: for looking at maps without a store."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ingest.maps import SUFFIX, MapFile, map_path
from ingest.sources import SourceFile, read_sources
from knowledge.errors import InputError
from knowledge.model import Outline


@dataclass(frozen=True, slots=True)
class Mapped:
    """A document taken apart, and its map's file where there is one, not yet checked."""

    document: Path
    outline: Outline
    file: MapFile | None


def mapped(path: Path) -> tuple[Mapped, ...]:
    """All documents behind a path: a document's, a folder's, or that of a map. Raises InputError,
    one sentence, where there are none or one cannot be read.
    """
    sources = read_sources([path.parent if _is_map(path) else path])
    if _is_map(path):
        sources = tuple(s for s in sources if map_path(s.origin) == path.resolve())
        if not sources:
            stem = path.name.removesuffix(SUFFIX)
            raise InputError(
                f"There's no document next to {path}. A map has its document's name, here {stem}."
            )
    return tuple(_mapped(source) for source in sources)


def one_mapped(path: Path) -> Mapped:
    """The one document with a map behind a path. Raises InputError where there is not just one."""
    found = [each for each in mapped(path) if each.file]
    if not found:
        raise InputError(f"{path} has no skill map next to it. Start one with `coach map draft`.")
    if len(found) > 1:
        raise InputError(f"{path} contains several skill maps ({_names(found)}). Give one of them.")
    return found[0]


def _is_map(path: Path) -> bool:
    return path.name.endswith(SUFFIX) and path.is_file()


def _mapped(source: SourceFile) -> Mapped:
    try:
        outline = source.format.read(source.data, source.origin.name)
    except InputError as error:
        raise InputError(f"{source.origin} {error}.") from error
    return Mapped(source.origin, outline, source.map_file)


def _names(found: Iterable[Mapped]) -> str:
    return ", ".join(each.file.path.name for each in found if each.file)

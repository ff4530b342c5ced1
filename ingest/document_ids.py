"""What documents are called: names that are the same on every machine and never shared. Pure.

A name is the folder's own name and the path within it ("skills/backend.md"). An absolute path
would differ from machine to machine; the path within alone would make every "guide.md" one. Two
folders of one name are told apart by as many parents' names as that takes. A file keeps the name
it once got, whether it is given alone or with its folder.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path


def assign(
    files: Iterable[tuple[Path, Path]], known: Mapping[str, str], exists: Callable[[str], bool]
) -> dict[Path, str]:
    """Maps each file, given with the folder it was found in, to its name. Paths are absolute.

    ``known`` maps the names in the store to the paths they were last read from. A known name whose
    path does not exist (``exists``) is free: its file moved, or lives on another machine.
    """
    files = list(files)
    by_origin = {origin: name for name, origin in known.items()}
    names = {file: by_origin[str(file)] for file, _ in files if str(file) in by_origin}
    taken = {name for name, origin in known.items() if exists(origin)} | set(names.values())
    for file, root in files:
        if file not in names:
            names[file] = next(name for name in _candidates(file, root) if name not in taken)
            taken.add(names[file])
    return names


def gone(
    known: Mapping[str, str],
    kept: Iterable[str],
    roots: Iterable[Path],
    exists: Callable[[str], bool],
) -> list[str]:
    """The known names that belong to a folder of ``roots`` but were not found there again."""
    roots, kept = list(roots), set(kept)
    left = {name: origin for name, origin in known.items() if name not in kept}
    return sorted(name for name, at in left.items() if _belongs(name, at, roots, exists(at)))


def _belongs(name: str, origin: str, roots: list[Path], exists: bool) -> bool:
    if any(Path(origin).is_relative_to(root) for root in roots):
        return True
    # Read from a place that is not here: the folder's name is all there is to go by.
    return not exists and any(name.startswith(f"{_portable(root.name)}/") for root in roots)


def _candidates(file: Path, root: Path) -> Iterator[str]:
    """From the short name to one with all parents. The last is the path itself, so it is free."""
    parts = file.parts[1:]
    shortest = min(len(file.relative_to(root).parts) + 1, len(parts))
    for count in range(shortest, len(parts) + 1):
        yield _portable("/".join(parts[-count:]))
    yield file.as_posix()


def _portable(name: str) -> str:
    # macOS hands out decomposed letters, others composed ones.
    return unicodedata.normalize("NFC", name)

"""Assigns document names that are unique and the same on every machine. Pure.

A name is the folder's own name plus the path within it ("skills/backend.md"). An absolute path
would differ between machines, and the path within the folder alone would give every "guide.md" the
same name. If two folders have the same name, parent folders are added until the names differ. A
file keeps its first name, whether it is given alone or with its folder.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path


def assign(
    files: Iterable[tuple[Path, Path]], known: Mapping[str, str], exists: Callable[[str], bool]
) -> dict[Path, str]:
    """Map each file to its document name; ``files`` are (file, its folder), as absolute paths.

    ``known`` maps the names in the store to the paths they were last read from. A known name whose
    path doesn't exist (``exists``) is free: its file moved, or is on another machine.
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


def find_removed(
    known: Mapping[str, str],
    kept: Iterable[str],
    roots: Iterable[Path],
    exists: Callable[[str], bool],
) -> list[str]:
    """Return the known names, sorted, that are in a folder of ``roots`` but not in ``kept``."""
    roots, kept = list(roots), set(kept)
    left = {name: origin for name, origin in known.items() if name not in kept}
    return sorted(name for name, at in left.items() if _belongs(name, at, roots, exists(at)))


def _belongs(name: str, origin: str, roots: list[Path], exists: bool) -> bool:
    if any(Path(origin).is_relative_to(root) for root in roots):
        return True
    # The path doesn't exist on this machine, so only the folder's name can match.
    return not exists and any(name.startswith(f"{_portable(root.name)}/") for root in roots)


def _candidates(file: Path, root: Path) -> Iterator[str]:
    """Yield names from shortest to longest. The last is the full path, which is always free."""
    parts = file.parts[1:]
    shortest = min(len(file.relative_to(root).parts) + 1, len(parts))
    for count in range(shortest, len(parts) + 1):
        yield _portable("/".join(parts[-count:]))
    yield file.as_posix()


def _portable(name: str) -> str:
    # macOS returns decomposed letters (NFD), other systems composed ones (NFC).
    return unicodedata.normalize("NFC", name)

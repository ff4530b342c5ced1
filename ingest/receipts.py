"""A small file that lists what the store contains, so that nothing is opened if nothing changed.

It is only a cache: it is valid for exactly one version of the store, and if it can't be read, the
store is asked instead.
"""

import json
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from knowledge.errors import CoachError
from knowledge.model import Grain
from knowledge.ports import StoredDocument

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Receipt:
    """One stored document: where it came from, its hash and its counts."""

    name: str
    document_id: str
    origin: str
    content_hash: str
    sections: int
    skills: int
    passages: int


def receipt(stored: StoredDocument) -> Receipt:
    """Return the receipt of a committed document."""
    outline = stored.outline
    document = outline.document
    passages = sum(passage.grain is not Grain.ALIAS for passage in outline.passages)
    counts = len(outline.sections), len(outline.skills), passages
    return Receipt(document.source, document.id, stored.origin, stored.content_hash, *counts)


class Receipts:
    """The receipts file in ``folder``, which is the data folder.

    ``stamp`` returns the store's current version, or None if only the store itself knows it (a
    server). ``embedder`` is the name of the embedder in use.
    """

    def __init__(self, folder: Path, stamp: Callable[[], str | None], embedder: str) -> None:
        self.folder = folder
        self._file = folder / "receipts.json"
        self._stamp = stamp
        self._embedder = embedder

    def load(self) -> tuple[Receipt, ...] | None:
        """Return what the store contains, or None if the file can't be trusted."""
        stamp = self._stamp()
        if stamp is None:
            return None
        try:
            data = json.loads(self._file.read_bytes())
            if (data["format"], data["stamp"], data["embedder"]) != self._key(stamp):
                return None
            return tuple(Receipt(**one) for one in data["documents"])
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def save(self, receipts: Iterable[Receipt]) -> None:
        """Replace the file atomically; does nothing if the store has no stamp.

        Raises:
            CoachError: the file can't be written.
        """
        stamp = self._stamp()
        if stamp is None:
            return
        keys = dict(zip(("format", "stamp", "embedder"), self._key(stamp), strict=True))
        text = json.dumps({**keys, "documents": [asdict(one) for one in receipts]})
        try:
            replace_file(self._file, text)
        except OSError as error:
            raise CoachError(
                f"Can't write {self._file}. Check the folder's permissions and free space."
            ) from error

    def _key(self, stamp: str) -> tuple[int, str, str]:
        return _FORMAT, stamp, self._embedder


def replace_file(path: Path, text: str) -> None:
    """Write a file atomically: readers see either the old or the new text, complete."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
        fresh = Path(file.name)
        try:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            with suppress(OSError):
                fresh.unlink()
            raise
    fresh.replace(path)

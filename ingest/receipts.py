"""A small file that says what the store holds, so that an unchanged folder costs no store.

It is only a memory: it counts for the very version of the store it was written for, and anything
odd about it means asking the store.
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
    """What the store holds of one document: where it came from, its hash, its counts."""

    name: str
    document_id: str
    origin: str
    content_hash: str
    sections: int
    skills: int
    passages: int


def receipt(stored: StoredDocument) -> Receipt:
    """The receipt for a committed document."""
    outline = stored.outline
    document = outline.document
    passages = sum(passage.grain is not Grain.ALIAS for passage in outline.passages)
    counts = len(outline.sections), len(outline.skills), passages
    return Receipt(document.source, document.id, stored.origin, stored.content_hash, *counts)


class Receipts:
    """The receipts file in ``folder``, which is the data folder.

    ``stamp`` names the store's present version, or gives None where only the store itself can tell
    (a server). ``embedder`` is the name of the one in use.
    """

    def __init__(self, folder: Path, stamp: Callable[[], str | None], embedder: str) -> None:
        self.folder = folder
        self._file = folder / "receipts.json"
        self._stamp = stamp
        self._embedder = embedder

    def load(self) -> tuple[Receipt, ...] | None:
        """What the store holds, or None where the file cannot be trusted."""
        stamp = self._stamp()
        if stamp is None:
            return None
        try:
            told = json.loads(self._file.read_bytes())
            if (told["format"], told["stamp"], told["embedder"]) != self._key(stamp):
                return None
            return tuple(Receipt(**one) for one in told["documents"])
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def save(self, receipts: Iterable[Receipt]) -> None:
        """Replaces the file in one step; writes none where there is no stamp to trust it by."""
        stamp = self._stamp()
        if stamp is None:
            return
        keys = dict(zip(("format", "stamp", "embedder"), self._key(stamp), strict=True))
        told = json.dumps({**keys, "documents": [asdict(one) for one in receipts]})
        try:
            replace_file(self._file, told)
        except OSError as error:
            raise CoachError(
                f"Can't write {self._file}. Check the folder's permissions and free space."
            ) from error

    def _key(self, stamp: str) -> tuple[int, str, str]:
        return _FORMAT, stamp, self._embedder


def replace_file(path: Path, text: str) -> None:
    """Writes a file in one step: whoever reads it finds the old or the new one, whole."""
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

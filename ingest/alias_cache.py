"""What a chat model wrote of skills, kept in a file, so that it is never asked twice of one.

The file is only a memory: anything odd about it means asking anew.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from ingest.receipts import replace_file
from knowledge.errors import CoachError

_FORMAT = 1


class KeptAliases:
    """The file ``aliases.json`` in the data folder. The last writer wins."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "aliases.json"
        self._texts: dict[str, tuple[str, ...]] = {}
        self._store: str | None = None
        with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            told = json.loads(self._file.read_bytes())
            if told["format"] == _FORMAT:
                self._texts = {key: tuple(map(str, each)) for key, each in told["texts"].items()}
                self._store = told["store"]

    def get(self, key: str) -> tuple[str, ...] | None:
        """What was written; empty where nothing came of asking, None where nobody asked."""
        return self._texts.get(key)

    def keep(self, texts: Mapping[str, tuple[str, ...]]) -> None:
        """Keeps more of it, at once. Raises CoachError where the file cannot be written."""
        self._texts.update(texts)
        self._save()

    def is_in(self, store: str | None) -> bool:
        """Whether all of it was added to this version of the store; None names none."""
        return store is not None and store == self._store

    def added_to(self, store: str | None) -> None:
        """Notes that all of it was."""
        if store != self._store:
            self._store = store
            self._save()

    def _save(self) -> None:
        told = {"format": _FORMAT, "store": self._store, "texts": self._texts}
        try:
            replace_file(self._file, json.dumps(told))
        except OSError as error:
            raise CoachError(
                f"Can't write {self._file}. Check the folder's permissions and free space."
            ) from error

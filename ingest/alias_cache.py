"""A file cache of the aliases that a chat model wrote, so that no skill is sent to it twice.

The file is only a cache: if it can't be read, the model is asked again.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from ingest.receipts import replace_file
from knowledge.errors import CoachError

_FORMAT = 1


class AliasCache:
    """Cache in the file ``aliases.json`` of the data folder. The last writer wins."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "aliases.json"
        self._texts: dict[str, tuple[str, ...]] = {}
        self._store: str | None = None
        with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            data = json.loads(self._file.read_bytes())
            if data["format"] == _FORMAT:
                self._texts = {key: tuple(map(str, each)) for key, each in data["texts"].items()}
                self._store = data["store"]

    def get(self, key: str) -> tuple[str, ...] | None:
        """Return the cached texts; empty if the model returned none, None if it wasn't asked."""
        return self._texts.get(key)

    def keep(self, texts: Mapping[str, tuple[str, ...]]) -> None:
        """Add texts and write the file at once.

        Raises:
            CoachError: the file can't be written.
        """
        self._texts.update(texts)
        self._save()

    def is_in(self, store: str | None) -> bool:
        """Whether this version of the store already contains every cached text."""
        return store is not None and store == self._store

    def added_to(self, store: str | None) -> None:
        """Record that this version of the store contains every cached text.

        Raises:
            CoachError: the file can't be written.
        """
        if store != self._store:
            self._store = store
            self._save()

    def _save(self) -> None:
        data = {"format": _FORMAT, "store": self._store, "texts": self._texts}
        try:
            replace_file(self._file, json.dumps(data))
        except OSError as error:
            raise CoachError(
                f"Can't write {self._file}. Check the folder's permissions and free space."
            ) from error

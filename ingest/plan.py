"""Works out what an ingest has to do by comparing the documents given with the store."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ingest.document_ids import assign, find_removed
from ingest.outline import FORMAT
from ingest.receipts import Receipt
from ingest.sources import SourceFile
from knowledge.guides.library import library_digest


@dataclass(frozen=True, slots=True)
class Item:
    """A document to ingest: its name, its hash, and the receipt of its stored version."""

    source: SourceFile
    name: str
    content_hash: str
    old: Receipt | None

    @property
    def origin(self) -> str:
        """The absolute path it was read from."""
        return str(self.source.origin)

    @property
    def is_new(self) -> bool:
        """Whether the store has no version of it."""
        return self.old is None

    @property
    def has_same_content(self) -> bool:
        """Whether the store has exactly this version."""
        return self.old is not None and self.old.content_hash == self.content_hash

    @property
    def is_current(self) -> bool:
        """Whether there is nothing to do: the same content from the same place."""
        return self.old is not None and self.has_same_content and self.old.origin == self.origin


@dataclass(frozen=True, slots=True)
class Plan:
    """Every document given, and the stored ones to remove."""

    items: tuple[Item, ...]
    removed: tuple[Receipt, ...]

    @property
    def changed(self) -> tuple[Item, ...]:
        """The documents to store."""
        return tuple(item for item in self.items if not item.is_current)

    @property
    def is_done(self) -> bool:
        """Whether the store is up to date."""
        return not self.changed and not self.removed


def plan(sources: Sequence[SourceFile], roots: Iterable[Path], known: Iterable[Receipt]) -> Plan:
    """Compare the documents given with the stored ones and return what to do.

    Touches the disk only to check whether the stored documents' files still exist.
    """
    stored = {receipt.name: receipt for receipt in known}
    origins = {name: receipt.origin for name, receipt in stored.items()}
    names = assign(((s.origin, s.root) for s in sources), origins, os.path.exists)
    items = (_item(source, names[source.origin], stored) for source in sources)
    left = find_removed(origins, names.values(), roots, os.path.exists)
    return Plan(tuple(items), tuple(stored[name] for name in left))


def _item(source: SourceFile, name: str, stored: dict[str, Receipt]) -> Item:
    # The outline depends on these and nothing else.
    digest = sha256(
        f"{FORMAT} {library_digest()} {len(name)} {name} ".encode("utf-8", "surrogatepass")
    )
    if source.map_file:
        digest.update(b"map %d " % len(source.map_file.data) + source.map_file.data)
    for file in source.guide_files:
        digest.update(
            b"guide %d %d " % (len(file.name), len(file.data)) + file.name.encode() + file.data
        )
    digest.update(source.data)
    return Item(source, name, digest.hexdigest(), stored.get(name))

"""What an ingest has to do: the documents given, compared with those in the store."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ingest.document_ids import assign, gone
from ingest.outline import FORMAT
from ingest.receipts import Receipt
from ingest.sources import SourceFile
from knowledge.guides.library import library_digest


@dataclass(frozen=True, slots=True)
class Item:
    """One document given: its name, its hash, and what the store holds of it."""

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
        """Whether the store holds no version of it."""
        return self.old is None

    @property
    def has_same_content(self) -> bool:
        """Whether the store holds this very version."""
        return self.old is not None and self.old.content_hash == self.content_hash

    @property
    def is_current(self) -> bool:
        """Whether there is nothing to do: the same content from the same place."""
        return self.old is not None and self.has_same_content and self.old.origin == self.origin


@dataclass(frozen=True, slots=True)
class Plan:
    """Every document given, and the stored ones to take out."""

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
    """Compares; looks at the disk only to see whether known documents still are where they were."""
    held = {receipt.name: receipt for receipt in known}
    origins = {name: receipt.origin for name, receipt in held.items()}
    names = assign(((s.origin, s.root) for s in sources), origins, os.path.exists)
    items = (_item(source, names[source.origin], held) for source in sources)
    left = gone(origins, names.values(), roots, os.path.exists)
    return Plan(tuple(items), tuple(held[name] for name in left))


def _item(source: SourceFile, name: str, held: dict[str, Receipt]) -> Item:
    # The outline depends on these and nothing else.
    told = sha256(
        f"{FORMAT} {library_digest()} {len(name)} {name} ".encode("utf-8", "surrogatepass")
    )
    if source.map_file:
        told.update(b"map %d " % len(source.map_file.data) + source.map_file.data)
    for file in source.guide_files:
        told.update(
            b"guide %d %d " % (len(file.name), len(file.data)) + file.name.encode() + file.data
        )
    told.update(source.data)
    return Item(source, name, told.hexdigest(), held.get(name))

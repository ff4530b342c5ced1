"""Brings the library up to date: stores documents that changed, removes those that are gone.

Everything is read and checked before anything is written. Each document is replaced atomically, so
an ingest that stops halfway leaves complete documents, and the next one continues.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic

from ingest.guides import with_guides
from ingest.lock import ingest_lock
from ingest.maps import with_map
from ingest.plan import Item, Plan, plan
from ingest.receipts import Receipt, Receipts, receipt
from ingest.sources import MAX_BYTES, folders, read_sources
from knowledge.errors import InputError
from knowledge.guides.attach import attach_guides
from knowledge.library import Library
from knowledge.model import Outline

IngestProgress = Callable[[str, int, int], None]
"""Called with a document's name, the passages embedded so far, and the total to embed."""

_Outlines = dict[tuple[Path, str], Outline]
"""The outlines read so far, by file and document name."""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What one ingest did.

    ``documents``, ``sections``, ``skills`` and ``passages`` count everything given, changed or not.
    ``added``, ``updated``, ``unchanged`` and ``removed`` count documents; removed ones were in a
    given folder before and no longer are. ``relinked`` counts skills that were reworded or moved
    and matched to their old version.
    """

    documents: int
    sections: int
    skills: int
    passages: int
    added: int
    updated: int
    unchanged: int
    removed: int
    relinked: int
    seconds: float


def ingest(
    paths: Iterable[Path],
    library: Callable[[], Library],
    *,
    receipts: Receipts,
    progress: IngestProgress | None = None,
    max_bytes: int = MAX_BYTES,
    lock_seconds: float = 60.0,
) -> IngestReport:
    """Bring the library up to date with the documents in ``paths``.

    ``library`` is called only if something changed; the caller closes what it returns.

    Raises:
        InputError: a path, document, map or guide can't be used.
        CoachError: storing fails, or another ingest is running.
    """
    start, paths = monotonic(), list(paths)
    sources, roots = read_sources(paths, max_bytes), folders(paths)
    known = receipts.load()
    todo = plan(sources, roots, known or ())
    outlines: _Outlines = {}
    relinked = 0
    _read(todo, outlines)
    if known is None or not todo.is_done:
        with ingest_lock(receipts.folder, lock_seconds):
            store = library()
            todo = plan(sources, roots, _receipts(store))
            _read(todo, outlines)
            relinked = _apply(todo, outlines, store, progress)
            known = _receipts(store)
            receipts.save(known)
    return _report(todo, known, relinked, monotonic() - start)


def _receipts(store: Library) -> tuple[Receipt, ...]:
    return tuple(receipt(stored) for stored in store.documents())


def _read(todo: Plan, outlines: _Outlines) -> None:
    for item in todo.changed:
        key = item.source.origin, item.name
        if key not in outlines:
            outlines[key] = _outline(item)


def _outline(item: Item) -> Outline:
    try:
        outline = item.source.format.read(item.source.data, item.name)
    except InputError as error:
        raise InputError(f"{item.origin} {error}.") from error
    if not outline.passages:
        raise InputError(f"{item.origin} is empty. Add text or remove the file.")
    return with_guides(with_map(outline, item.source.map_file), item.source.guide_files)


def _apply(todo: Plan, outlines: _Outlines, store: Library, progress: IngestProgress | None) -> int:
    """Store what changed and return the number of relinked skills."""
    read = {item.name: outlines[item.source.origin, item.name] for item in todo.changed}
    gone = [old.document_id for old in todo.removed]
    before = {stored.outline.document.id: stored.outline for stored in store.documents()}
    relinked = store.relink(list(read.values()), gone)
    store.record_links(relinked)
    for item in todo.changed:
        shown = partial(progress, item.name) if progress is not None else None
        document_id = read[item.name].document.id
        attached = attach_guides(
            relinked.outlines[document_id], store.embedder, before.get(document_id), shown
        )
        store.add(
            attached.outline,
            item.content_hash,
            origin=item.origin,
            progress=shown,
            vectors=attached.vectors,
        )
    store.record_successors(relinked)
    for document_id in gone:
        store.remove(document_id)
    if not todo.is_done:
        store.prune()
    return len(relinked.links)


def _report(todo: Plan, known: Iterable[Receipt], relinked: int, seconds: float) -> IngestReport:
    receipts_by_name = {one.name: one for one in known}
    current = [receipts_by_name[item.name] for item in todo.items]
    added = sum(item.is_new for item in todo.items)
    unchanged = sum(item.has_same_content for item in todo.items)
    return IngestReport(
        documents=len(current),
        sections=sum(one.sections for one in current),
        skills=sum(one.skills for one in current),
        passages=sum(one.passages for one in current),
        added=added,
        updated=len(current) - added - unchanged,
        unchanged=unchanged,
        removed=len(todo.removed),
        relinked=relinked,
        seconds=seconds,
    )

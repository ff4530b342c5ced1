"""The library with each store: what is embedded again, and what readers see after a crash."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import pytest

from ingest.outline import outline
from knowledge.library import BATCH, DocumentChange, DocumentChangeKind, Library
from knowledge.model import Outline, Passage
from knowledge.ports import Hit, PassageIndex, StoredDocument, Vectors
from tests.fakes.knowledge import HashingEmbedder, MemoryIndex
from tests.knowledge.conftest import OpenIndex

OLD = "# Guide\n## Databases\n- Indexing\n- Sharding\n## Queues\n- Kafka\n"
NEW = OLD.replace("Sharding", "Partitioning")


def read(text: str, source: str = "guide.md") -> Outline:
    return outline(text, source)


@dataclass
class CountingEmbedder:
    """Records the texts that it embeds."""

    inner: HashingEmbedder = field(default_factory=HashingEmbedder)
    seen: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.inner.name

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.seen += texts
        return self.inner.embed(texts)


class Crash(Exception):
    """Simulates anything that may end a process."""


@dataclass
class FailingIndex:
    """Forwards everything, but crashes before or after its ``fail_at``-th write."""

    inner: PassageIndex
    fail_at: int
    after: bool
    writes: int = 0

    def _write(self, write: Callable[[], object]) -> None:
        self.writes += 1
        if self.writes == self.fail_at and not self.after:
            raise Crash
        write()
        if self.writes == self.fail_at:
            raise Crash

    def documents(self) -> tuple[StoredDocument, ...]:
        return self.inner.documents()

    def revision(self) -> str:
        return self.inner.revision()

    def missing(self, passage_ids: Iterable[str]) -> set[str]:
        return self.inner.missing(passage_ids)

    def put(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        self._write(lambda: self.inner.put(passages, vectors))

    def commit(self, document: StoredDocument) -> None:
        self._write(lambda: self.inner.commit(document))

    def remove(self, document_id: str) -> None:
        self._write(lambda: self.inner.remove(document_id))

    def prune(self) -> int:
        self._write(self.inner.prune)
        return 0

    def nearest(self, vectors: Vectors, limit: int) -> list[tuple[Hit, ...]]:
        return self.inner.nearest(vectors, limit)

    def close(self) -> None:
        self.inner.close()


def test_adding_makes_a_document_found(index: PassageIndex) -> None:
    library = Library(index, HashingEmbedder())
    assert library.add(read(OLD), "1") == DocumentChange(DocumentChangeKind.ADDED, 5)
    assert library.catalogue().outlines == (read(OLD),)
    query = library.embedder.embed(["Databases: Sharding"])
    ((best,),) = index.nearest(query, 1)
    assert library.catalogue().passages[best.passage_id].text == "Sharding"


def test_an_edited_bullet_embeds_the_bullet_and_its_section_only() -> None:
    embedder = CountingEmbedder()
    library = Library(MemoryIndex(), embedder)
    library.add(read(OLD), "1")
    embedder.seen.clear()
    assert library.add(read(NEW), "2") == DocumentChange(DocumentChangeKind.UPDATED, 2)
    section = "Guide: Databases: Indexing; Partitioning"
    assert sorted(embedder.seen) == ["Databases: Partitioning", section]


def test_the_same_version_again_changes_nothing() -> None:
    embedder = CountingEmbedder()
    library = Library(MemoryIndex(), embedder)
    library.add(read(OLD), "1")
    revision = library.index.revision()
    embedder.seen.clear()
    assert library.add(read(OLD), "1") == DocumentChange(DocumentChangeKind.UNCHANGED, 0)
    assert (library.index.revision(), embedder.seen) == (revision, [])


def test_a_document_that_moved_keeps_its_passages() -> None:
    library = Library(MemoryIndex(), HashingEmbedder())
    library.add(read(OLD), "1", origin="/a/guide.md")
    assert library.add(read(OLD), "1", origin="/b/guide.md") == DocumentChange(
        DocumentChangeKind.UNCHANGED, 0
    )
    assert [stored.origin for stored in library.documents()] == ["/b/guide.md"]


def test_progress_counts_up_to_all_passages() -> None:
    steps: list[tuple[int, int]] = []
    many = read("# T\n" + "".join(f"- skill {n}\n" for n in range(BATCH)))
    library = Library(MemoryIndex(), HashingEmbedder())
    library.add(many, "1", progress=lambda done, total: steps.append((done, total)))
    total = len(many.passages)
    assert steps == [(BATCH, total), (total, total)]


def test_the_catalogue_is_read_once_per_revision() -> None:
    library = Library(MemoryIndex(), HashingEmbedder())
    library.add(read(OLD), "1")
    first = library.catalogue()
    assert library.catalogue() is first
    library.remove(first.outlines[0].document.id)
    assert library.catalogue().outlines == ()


def test_passages_pruned_before_the_commit_are_put_again() -> None:
    """Two machines share a server: the other's prune runs between our put and our commit."""

    class Swept(MemoryIndex):
        def commit(self, document: StoredDocument) -> None:
            self.prune()
            super().commit(document)

    library = Library(Swept(), HashingEmbedder())
    library.add(read(OLD), "1")
    assert library.index.missing(p.id for p in read(OLD).passages) == set()


def test_what_one_library_adds_another_reads(open_index: OpenIndex) -> None:
    writer, reader = (Library(open_index(), HashingEmbedder()) for _ in range(2))
    assert reader.catalogue().outlines == ()
    writer.add(read(OLD), "1")
    assert reader.catalogue().outlines == (read(OLD),)
    writer.add(read(NEW), "2")
    writer.prune()
    assert reader.catalogue().outlines == (read(NEW),)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", [1, 2, 3], ids=["put", "commit", "prune"])
def test_a_crash_leaves_a_whole_version(index: PassageIndex, step: int, after: bool) -> None:
    embedder = HashingEmbedder()
    Library(index, embedder).add(read(OLD), "1")
    failing = Library(FailingIndex(index, step, after), embedder)
    with pytest.raises(Crash):
        update(failing)
    committed = (step, after) >= (2, True)
    assert_whole(index, read(NEW) if committed else read(OLD))
    update(Library(index, embedder))
    assert_whole(index, read(NEW))
    assert index.missing(p.id for p in read(OLD).passages) == {
        p.id for p in set(read(OLD).passages) - set(read(NEW).passages)
    }


def update(library: Library) -> None:
    library.add(read(NEW), "2")
    library.prune()


def assert_whole(index: PassageIndex, expected: Outline) -> None:
    """Assert that this version is read, and that exactly its passages are found."""
    library = Library(index, HashingEmbedder())
    assert library.catalogue().outlines == (expected,)
    (hits,) = index.nearest(library.embedder.embed(["anything"]), 100)
    found = {hit.passage_id for hit in hits}
    assert found == {passage.id for passage in expected.passages}

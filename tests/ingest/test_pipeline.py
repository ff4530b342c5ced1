"""Ingests: what is stored, kept and removed, and what a bad path or a crash does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

import pytest

from ingest.lock import ingest_lock
from ingest.pipeline import IngestReport, ingest
from ingest.receipts import Receipts
from knowledge.errors import CoachError, InputError
from knowledge.library import Library
from knowledge.model import Outline
from knowledge.ports import Vectors
from knowledge.store.chroma import ChromaIndex
from knowledge.store.chroma_connection import ChromaFolder, store_stamp
from tests.fakes.knowledge import HashingEmbedder, MemoryIndex


class Flawed(Exception):
    """Simulates anything that may end an ingest."""


@dataclass
class Machine:
    """A machine's data folder and store; counts how often the store is opened."""

    data: Path
    index: MemoryIndex = field(default_factory=MemoryIndex)
    opened: int = 0
    fail_on: str = ""
    embedded: list[str] = field(default_factory=list)
    has_stamp: bool = True

    @property
    def name(self) -> str:
        return "test"

    def embed(self, texts: Sequence[str]) -> Vectors:
        if self.fail_on and any(self.fail_on in text for text in texts):
            raise Flawed
        self.embedded += texts
        return HashingEmbedder().embed(texts)

    def library(self) -> Library:
        self.opened += 1
        return Library(self.index, self)

    def ingest(self, *paths: Path, progress: Callable[..., None] | None = None) -> IngestReport:
        stamp = self.index.revision if self.has_stamp else lambda: None
        receipts = Receipts(self.data, stamp, self.name)
        return ingest(paths, self.library, receipts=receipts, progress=progress, lock_seconds=0.1)

    def outlines(self) -> dict[str, Outline]:
        stored = (document.outline for document in self.index.documents())
        return {outline.document.source: outline for outline in stored}


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "data")


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Return a folder with two documents."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.md").write_text("# A\n## One\n- first\n- second\n## Two\n- third\n")
    (folder / "b.md").write_text("# B\n## One\n- other\n")
    return folder


def counts(report: IngestReport) -> tuple[int, int, int, int]:
    return report.added, report.updated, report.unchanged, report.removed


def test_a_folder_is_stored(machine: Machine, docs: Path) -> None:
    report = machine.ingest(docs)
    assert counts(report) == (2, 0, 0, 0)
    assert (report.documents, report.sections, report.skills, report.passages) == (2, 3, 4, 7)
    assert list(machine.outlines()) == ["docs/a.md", "docs/b.md"]


def test_nothing_changed_opens_no_store(machine: Machine, docs: Path) -> None:
    first = machine.ingest(docs)
    again = machine.ingest(docs)
    assert machine.opened == 1
    assert counts(again) == (0, 0, 2, 0)
    assert (again.sections, again.skills, again.passages) == (
        first.sections,
        first.skills,
        first.passages,
    )
    assert counts(machine.ingest(docs / "a.md")) == (0, 0, 1, 0)
    assert machine.opened == 1


def test_a_server_is_always_asked_but_nothing_is_embedded_again(
    machine: Machine, docs: Path
) -> None:
    machine.has_stamp = False
    machine.ingest(docs)
    machine.embedded.clear()
    assert counts(machine.ingest(docs)) == (0, 0, 2, 0)
    assert (machine.opened, machine.embedded) == (2, [])


def test_receipts_of_another_store_are_ignored(machine: Machine, docs: Path) -> None:
    machine.ingest(docs)
    machine.index = MemoryIndex()
    assert counts(machine.ingest(docs)) == (2, 0, 0, 0)
    assert len(machine.outlines()) == 2


def test_an_edit_embeds_what_changed_and_prunes_the_rest(machine: Machine, docs: Path) -> None:
    machine.ingest(docs)
    machine.embedded.clear()
    path = docs / "a.md"
    path.write_text(path.read_text().replace("second", "changed"))
    assert counts(machine.ingest(docs)) == (0, 1, 1, 0)
    assert sorted(machine.embedded) == ["A: One: first; changed", "One: changed"]
    assert machine.index.prune() == 0


def test_a_deleted_document_is_removed_only_with_its_folder(machine: Machine, docs: Path) -> None:
    machine.ingest(docs)
    (docs / "b.md").unlink()
    assert counts(machine.ingest(docs / "a.md")) == (0, 0, 1, 0)
    assert list(machine.outlines()) == ["docs/a.md", "docs/b.md"]
    assert counts(machine.ingest(docs)) == (0, 0, 1, 1)
    assert list(machine.outlines()) == ["docs/a.md"]


def test_folders_with_the_same_name_coexist(machine: Machine, docs: Path) -> None:
    other = docs.parent / "team" / "docs"
    other.mkdir(parents=True)
    (other / "a.md").write_text("# Theirs\n- thing\n")
    machine.ingest(docs)
    assert counts(machine.ingest(other)) == (1, 0, 0, 0)
    assert counts(machine.ingest(docs, other)) == (0, 0, 3, 0)
    assert list(machine.outlines()) == ["docs/a.md", "docs/b.md", "team/docs/a.md"]


def test_a_moved_folder_is_the_same_folder(machine: Machine, docs: Path) -> None:
    machine.ingest(docs)
    machine.embedded.clear()
    moved = docs.parent / "elsewhere" / "docs"
    moved.parent.mkdir()
    docs.rename(moved)
    (moved / "b.md").unlink()
    assert counts(machine.ingest(moved)) == (0, 0, 1, 1)
    assert (list(machine.outlines()), machine.embedded) == (["docs/a.md"], [])


def test_two_machines_give_the_same_ids(tmp_path: Path, docs: Path) -> None:
    here, there = Machine(tmp_path / "1"), Machine(tmp_path / "2")
    here.ingest(docs)
    copy = tmp_path / "another" / "home" / "docs"
    copy.parent.mkdir(parents=True)
    docs.rename(copy)
    there.ingest(copy)
    assert here.outlines() == there.outlines()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b"\n# Only a heading\n", "is empty"),
        (b"<!-- nothing -->", "is empty"),
        (b"\x00\x01", "is a binary file"),
        (b"ok\n\xff\n", r"isn't UTF-8 text \(line 2\)"),
    ],
)
def test_one_bad_file_and_nothing_is_written(
    machine: Machine, docs: Path, data: bytes, sentence: str
) -> None:
    (docs / "c.md").write_bytes(data)
    with pytest.raises(InputError, match=f"c.md {sentence}"):
        machine.ingest(docs)
    assert (machine.opened, machine.data.exists()) == (0, False)


def test_a_failure_halfway_keeps_whole_documents_and_is_recovered(
    machine: Machine, docs: Path
) -> None:
    machine.ingest(docs)
    before = machine.outlines()
    (docs / "a.md").write_text("# A\n## One\n- renewed\n")
    (docs / "b.md").write_text("# B\n## One\n- poison\n")
    machine.fail_on = "poison"
    with pytest.raises(Flawed):
        machine.ingest(docs)
    after = machine.outlines()
    assert [skill.text for skill in after["docs/a.md"].skills] == ["renewed"]
    assert after["docs/b.md"] == before["docs/b.md"]
    machine.fail_on = ""
    assert counts(machine.ingest(docs)) == (0, 1, 1, 0)


def test_a_second_ingest_waits(machine: Machine, docs: Path) -> None:
    held, release = Event(), Event()

    def hold() -> None:
        with ingest_lock(machine.data, 1):
            held.set()
            release.wait(10)

    other = Thread(target=hold)
    other.start()
    try:
        assert held.wait(10)
        with pytest.raises(CoachError, match="Another ingest is running"):
            machine.ingest(docs)
    finally:
        release.set()
        other.join()
    assert counts(machine.ingest(docs)) == (2, 0, 0, 0)


def test_a_data_folder_that_cannot_be_made_says_so(docs: Path) -> None:
    with pytest.raises(CoachError, match="COACH_DATA_DIR"):
        Machine(docs / "a.md" / "data").ingest(docs)


def test_progress_names_the_document(machine: Machine, docs: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    machine.ingest(docs, progress=lambda *step: steps.append(step))
    assert steps == [("docs/a.md", 5, 5), ("docs/b.md", 2, 2)]


def test_with_embedded_chroma(tmp_path: Path, docs: Path) -> None:
    chroma, embedder = ChromaFolder(tmp_path / "data" / "chroma"), HashingEmbedder()
    opened: list[Library] = []

    def library() -> Library:
        opened.append(Library(ChromaIndex(chroma, embedder.name), embedder))
        return opened[-1]

    receipts = Receipts(tmp_path / "data", lambda: store_stamp(chroma.path), embedder.name)
    assert counts(ingest([docs], library, receipts=receipts)) == (2, 0, 0, 0)
    assert counts(ingest([docs], library, receipts=receipts)) == (0, 0, 2, 0)
    assert len(opened) == 1
    opened[0].remove(opened[0].documents()[0].outline.document.id)
    assert counts(ingest([docs], library, receipts=receipts)) == (1, 0, 1, 0)
    for one in opened:
        one.close()

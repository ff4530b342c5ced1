"""The contract of PassageIndex, for each implementation."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from threading import Event

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.model import Document, Grain, Outline, Passage, Section, Skill
from knowledge.ports import Hit, PassageIndex, StoredDocument, Vectors
from knowledge.store.chroma import ChromaIndex
from knowledge.store.chroma_connection import ChromaFolder
from tests.knowledge.conftest import OpenIndex


def passage(name: str, document: str = "doc", text: str = "") -> Passage:
    return Passage(name, document, f"{document}-s", Grain.SKILL, text or name, "Top", 0, None)


def stored(
    *passages: Passage, document: str = "doc", content_hash: str = "h", title: str = "Title"
) -> StoredDocument:
    section = Section(f"{document}-s", document, "Top", ("Doc", "Top"), 2, 0)
    skill = Skill(f"{document}-k", section.id, "naïve – “quoted” ü 漢字", 0)
    outline = Outline(
        Document(document, title, f"{document}.md", None, "Team"), (section,), (skill,), passages
    )
    return StoredDocument(outline, content_hash, "embedder", f"/somewhere/{document}.md")


def unit(*values: float) -> NDArray[np.float32]:
    vector = np.array(values, dtype=np.float32)
    return vector / np.float32(np.linalg.norm(vector))


def rows(*vectors: NDArray[np.float32]) -> Vectors:
    return np.stack(vectors)


def nearest(index: PassageIndex, vector: NDArray[np.float32], limit: int) -> tuple[Hit, ...]:
    (hits,) = index.nearest(rows(vector), limit)
    return hits


def ids(index: PassageIndex, vector: NDArray[np.float32], limit: int = 10) -> list[str]:
    return [hit.passage_id for hit in nearest(index, vector, limit)]


EAST, NORTH, BETWEEN = unit(1, 0, 0), unit(0, 1, 0), unit(1, 1, 0)


def test_an_empty_store_answers_everything(index: PassageIndex) -> None:
    assert index.documents() == ()
    assert index.revision() == index.revision()
    assert nearest(index, EAST, 3) == ()
    assert index.missing(["a", "b", "a"]) == {"a", "b"}
    assert index.missing([]) == set()
    assert index.prune() == 0
    index.remove("unknown")


def test_a_committed_document_comes_back_as_it_was(index: PassageIndex) -> None:
    document = stored(passage("a"), passage("b", text="two\nlines"))
    index.commit(document)
    assert index.documents() == (document,)


def test_documents_are_sorted_by_source(index: PassageIndex) -> None:
    for name in ("m", "z", "a"):
        index.commit(stored(document=name))
    assert [d.outline.document.id for d in index.documents()] == ["a", "m", "z"]


def test_passages_are_found_best_first_with_their_cosine(index: PassageIndex) -> None:
    some = [passage("east"), passage("north"), passage("between")]
    index.put(some, rows(EAST, NORTH, BETWEEN))
    index.commit(stored(*some))
    hits = nearest(index, EAST, 3)
    assert [hit.passage_id for hit in hits] == ["east", "between", "north"]
    assert [hit.similarity for hit in hits] == pytest.approx([1, 0.7071, 0], abs=1e-4)
    assert ids(index, EAST, 1) == ["east"]
    assert ids(index, EAST, 0) == []


@pytest.mark.parametrize("count", [0, 1, 3, 5, 70])
def test_many_vectors_find_what_each_finds_alone(index: PassageIndex, count: int) -> None:
    some = [passage(f"p{n}") for n in range(9)]
    index.put(some, np.stack([unit(1, n, n * n / 9) for n in range(9)]))
    index.commit(stored(*some))
    asked = [unit(n + 1, 5, n % 7) for n in range(count)]
    together = index.nearest(np.array(asked, dtype=np.float32).reshape(count, 3), 4)
    assert [[hit.passage_id for hit in hits] for hits in together] == [
        ids(index, vector, 4) for vector in asked
    ]


def test_passages_are_unseen_until_committed_and_go_with_prune(index: PassageIndex) -> None:
    index.put([passage("a")], rows(EAST))
    assert ids(index, EAST) == []
    assert index.missing(["a"]) == set()
    assert index.prune() == 1
    assert index.missing(["a"]) == {"a"}


def test_many_uncommitted_passages_hide_no_committed_one(index: PassageIndex) -> None:
    crowd = [passage(f"n{n}") for n in range(200)]
    index.put(crowd, np.stack([unit(1, n / 10_000, 0) for n in range(200)]))
    index.put([passage("a"), passage("b")], rows(NORTH, BETWEEN))
    index.commit(stored(passage("a"), passage("b")))
    assert ids(index, EAST, 2) == ["b", "a"]


def test_a_new_version_takes_the_place_of_the_old(index: PassageIndex) -> None:
    index.put([passage("a"), passage("b")], rows(EAST, NORTH))
    index.commit(stored(passage("a"), passage("b"), content_hash="1"))
    index.put([passage("c")], rows(BETWEEN))
    index.commit(stored(passage("b"), passage("c"), content_hash="2"))
    assert [d.content_hash for d in index.documents()] == ["2"]
    assert ids(index, EAST) == ["c", "b"]
    assert index.prune() == 1
    assert index.missing(["a", "b", "c"]) == {"a"}


def test_putting_again_replaces_the_vector(index: PassageIndex) -> None:
    index.put([passage("a"), passage("b")], rows(EAST, BETWEEN))
    index.put([passage("a")], rows(NORTH))
    index.commit(stored(passage("a"), passage("b")))
    assert ids(index, EAST) == ["b", "a"]


def test_removal_takes_one_document_out(index: PassageIndex) -> None:
    mine, other = passage("a"), passage("b", "other")
    index.put([mine, other], rows(EAST, NORTH))
    index.commit(stored(mine))
    index.commit(stored(other, document="other"))
    index.remove("doc")
    assert [d.outline.document.id for d in index.documents()] == ["other"]
    assert ids(index, EAST) == ["b"]


def test_the_revision_follows_the_committed_documents_alone(index: PassageIndex) -> None:
    seen = [index.revision()]
    index.put([passage("a")], rows(EAST))
    assert index.revision() == seen[-1]
    changes: list[Callable[[], None]] = [
        lambda: index.commit(stored(passage("a"))),
        lambda: index.commit(stored(passage("a"), title="Another")),
        lambda: index.remove("doc"),
    ]
    for change in changes:
        change()
        assert index.revision() != seen[-1]
        seen.append(index.revision())
    index.prune()
    assert index.revision() == seen[-1]


def test_a_document_of_a_megabyte_comes_back_whole(index: PassageIndex) -> None:
    noise = Random(1)
    texts = [noise.randbytes(300_000).hex() for _ in range(3)]
    document = stored(*(passage(f"p{n}", text=text) for n, text in enumerate(texts)))
    index.commit(document)
    index.commit(stored(document="small"))
    assert index.prune() == 0
    assert index.documents()[0] == document


def test_more_passages_than_chromas_batch_size(index: PassageIndex) -> None:
    many = [passage(f"p{n}") for n in range(6000)]
    index.put(many, np.tile(EAST, (len(many), 1)))
    assert index.missing([p.id for p in many]) == set()
    assert index.prune() == len(many)
    assert index.missing(["p0"]) == {"p0"}


def test_what_one_view_commits_another_sees(open_index: OpenIndex) -> None:
    writer, reader = open_index(), open_index()
    assert reader.documents() == ()
    before = reader.revision()
    writer.put([passage("a")], rows(EAST))
    writer.commit(stored(passage("a")))
    assert reader.revision() != before
    assert ids(reader, EAST) == ["a"]
    writer.remove("doc")
    assert reader.documents() == ()
    assert ids(reader, EAST) == []


def test_readers_see_whole_versions_while_another_writes(open_index: OpenIndex) -> None:
    writer, reader = open_index(), open_index()
    versions = [
        stored(*(passage(f"{v}-{n}") for n in range(5)), content_hash=str(v)) for v in range(12)
    ]
    done = Event()

    def read() -> set[str]:
        seen = set()
        while True:
            last = done.is_set()
            for document in reader.documents():
                assert document == versions[int(document.content_hash)]
                seen.add(document.content_hash)
            reader.nearest(rows(EAST), 5)
            if last:
                return seen

    with ThreadPoolExecutor(3) as threads:
        readers = [threads.submit(read) for _ in range(3)]
        try:
            for version in versions:
                writer.put(version.outline.passages, np.tile(EAST, (5, 1)))
                writer.commit(version)
                writer.prune()
        finally:
            done.set()
        assert all("11" in reader.result(60) for reader in readers)


def test_a_new_folder_may_be_opened_by_many_at_once(tmp_path: Path) -> None:
    made = [ChromaIndex(ChromaFolder(tmp_path / "chroma"), "x") for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(ChromaIndex.documents, made)) == [()] * 4
    for index in made:
        index.close()


def test_an_open_folder_sees_what_another_process_writes(tmp_path: Path) -> None:
    """Embedded Chroma by itself never shows them to an open client."""
    place = ChromaFolder(tmp_path / "chroma")
    index = ChromaIndex(place, "x")
    index.put([passage("a")], rows(EAST))
    index.commit(stored(passage("a")))
    assert ids(index, NORTH) == ["a"]
    script = (
        "import sys, pathlib; from tests.knowledge.test_index_contract import *;"
        "other = ChromaIndex(ChromaFolder(pathlib.Path(sys.argv[1])), 'x');"
        "other.put([passage('b')], rows(NORTH)); other.commit(stored(passage('b')));"
        "other.prune(); other.close()"
    )
    with subprocess.Popen([sys.executable, "-c", script, str(place.path)]) as writer:
        while writer.poll() is None:
            assert ids(index, NORTH, 1) in (["a"], ["b"])
    assert writer.returncode == 0
    assert ids(index, NORTH) == ["b"]
    assert index.missing(["a", "b"]) == {"a"}
    index.close()

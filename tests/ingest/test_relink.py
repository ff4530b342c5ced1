"""An ingest relinks reworded and moved skills, whatever is renamed and wherever it stops."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ingest.pipeline import IngestReport, ingest
from ingest.receipts import Receipts
from knowledge.library import Library
from knowledge.ports import PassageIndex, StoredDocument, Vectors
from knowledge.store.chroma import ChromaIndex
from knowledge.store.chroma_connection import ChromaFolder, store_stamp
from tests.fakes.knowledge import HashingEmbedder, MemoryIndex

A = "# A\n## APIs\n- REST\n- Rate limiting\n"
B = "# B\n## Data\n- SQL\n"


class Crash(Exception):
    """Simulates anything that may end a process."""


class Failing(MemoryIndex):
    """Crashes at its ``fail_at``-th change of documents, before or after it."""

    fail_at, after, changes = 0, False, 0

    def _change(self, change: Callable[[], None]) -> None:
        self.changes += 1
        if self.changes == self.fail_at and not self.after:
            raise Crash
        change()
        if self.changes == self.fail_at:
            raise Crash

    def commit(self, document: StoredDocument) -> None:
        self._change(lambda: super(Failing, self).commit(document))

    def remove(self, document_id: str) -> None:
        self._change(lambda: super(Failing, self).remove(document_id))


@dataclass
class Team:
    """A folder of documents and its library."""

    docs: Path
    index: PassageIndex = field(default_factory=MemoryIndex)

    def write(self, **files: str) -> IngestReport:
        """Replace the folder's contents with these documents and ingest it."""
        self.docs.mkdir(exist_ok=True)
        for old in self.docs.iterdir():
            old.unlink()
        for name, text in files.items():
            (self.docs / f"{name}.md").write_text(text)
        return self.ingest()

    def ingest(self) -> IngestReport:
        receipts = Receipts(self.docs.parent / "data", self.index.revision, "test")
        return ingest([self.docs], self.library, receipts=receipts)

    def library(self) -> Library:
        return Library(self.index, HashingEmbedder())

    def id_of(self, text: str) -> str:
        return next(s.id for s in self.library().catalogue().skills.values() if s.text == text)

    def now(self, skill_id: str) -> str | None:
        """Return a skill as "document: section: text", by a present or earlier id."""
        catalogue = self.library().catalogue()
        skill = catalogue.present(skill_id)
        if skill is None:
            return None
        section = catalogue.sections[skill.section_id]
        source = catalogue.documents[section.document_id].source
        return f"{Path(source).stem}: {section.title}: {skill.text}"


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path / "docs")


def test_reworded_moved_within_and_to_another_document(team: Team) -> None:
    assert team.write(a=A, b=B).relinked == 0
    logged = team.id_of("Rate limiting")
    rest = team.id_of("REST")
    assert team.write(a=A.replace("limiting", "limiting of calls"), b=B).relinked == 1
    assert team.now(logged) == "a: APIs: Rate limiting of calls"
    moved = {"a": "# A\n## Web\n- REST\n", "b": B + "- Rate limiting of calls\n"}
    assert team.write(**moved).relinked == 2
    assert team.now(logged) == "b: Data: Rate limiting of calls"
    assert team.now(rest) == "a: Web: REST"
    assert team.write(**moved).relinked == 0
    assert team.now(logged) == "b: Data: Rate limiting of calls"


def test_a_chain_through_a_document_that_did_not_change(team: Team) -> None:
    team.write(a=A, b=B)
    logged = team.id_of("Rate limiting")
    team.write(a="# A\n- REST\n", b=B + "- Rate limiting\n")
    assert team.write(a="# A\n- REST\n", b=B + "- Limiting the rate of calls\n").updated == 1
    assert team.now(logged) == "b: Data: Limiting the rate of calls"


def test_a_file_renamed_and_a_file_that_came_back(team: Team) -> None:
    team.write(a=A, b=B)
    logged, sql = team.id_of("Rate limiting"), team.id_of("SQL")
    report = team.write(renamed=A, b=B)
    assert (report.added, report.removed, report.relinked) == (1, 1, 2)
    assert team.now(logged) == "renamed: APIs: Rate limiting"
    team.write(b=B)
    assert (team.now(logged), team.now(sql)) == (None, "b: Data: SQL")
    team.write(renamed=A, b=B)
    assert team.now(logged) == "renamed: APIs: Rate limiting"


def test_another_skill_in_its_place_is_not_a_rename(team: Team) -> None:
    team.write(a="# A\n- Unit testing\n- REST\n")
    logged = team.id_of("Unit testing")
    assert team.write(a="# A\n- Load testing\n- REST\n").relinked == 0
    assert team.now(logged) is None


def test_only_what_was_reworded_is_embedded(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    team.write(a=A, b=B)
    asked: list[str] = []
    embed = HashingEmbedder.embed

    def listening(self: HashingEmbedder, texts: Sequence[str]) -> Vectors:
        asked.extend(texts)
        return embed(self, texts)

    monkeypatch.setattr(HashingEmbedder, "embed", listening)
    team.ingest()
    team.write(a=A, b=B)
    team.write(a=A)
    assert asked == []
    team.write(a=A.replace("Rate limiting", "Kafka"))
    assert "Kafka" not in asked
    assert "APIs: Kafka" in asked


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", range(1, 8))
def test_wherever_it_stops_the_next_one_has_the_links(
    tmp_path: Path, step: int, after: bool
) -> None:
    index = Failing()
    team = Team(tmp_path / "docs", index)
    team.write(a=A, b=B, c="# C\n- Caching strategies\n")
    ids = [team.id_of(text) for text in ("REST", "Rate limiting", "SQL", "Caching strategies")]
    index.changes, index.fail_at, index.after = 0, step, after
    swapped = {"a": "# A\n- SQL\n- Caching strategies\n", "b": "# B\n- REST\n- Rate limiting\n"}
    with pytest.raises(Crash):
        team.write(**swapped, d="# D\n- Kafka\n")
    index.fail_at = 0
    team.ingest()
    assert [team.now(id_) for id_ in ids] == [
        "b: B: REST",
        "b: B: Rate limiting",
        "a: A: SQL",
        "a: A: Caching strategies",
    ]


def test_with_embedded_chroma(tmp_path: Path) -> None:
    chroma = ChromaFolder(tmp_path / "data" / "chroma")
    team = Team(tmp_path / "docs", ChromaIndex(chroma, "test"))
    team.write(a=A, b=B)
    logged = team.id_of("Rate limiting")
    team.write(a="# A\n- REST\n", b=B + "- Rate limiting\n")
    stamp = store_stamp(chroma.path)
    assert team.ingest().relinked == 0
    assert store_stamp(chroma.path) == stamp
    team.index.close()
    with Library(ChromaIndex(chroma, "test"), HashingEmbedder()) as library:
        skill = library.catalogue().present(logged)
        assert skill is not None
        assert library.catalogue().sections[skill.section_id].title == "Data"

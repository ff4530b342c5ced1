"""A person keeps their skills when the document is edited."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.assemble import KnowledgeService, build_knowledge
from bot.cli.ingest import ingest_changes, ingest_documents
from ingest.pipeline import IngestReport, ingest
from ingest.receipts import Receipts
from knowledge.ports import Embedder
from tests.conftest import Staging, plain_settings
from tests.dialogues.script import Dialogue, Play
from tests.fakes.knowledge import MemoryIndex

TEXT = """\
# Kitchen skills
### Protection
- Rate limiting and throttling mechanisms
- Secrets management
### Quality
- Unit testing
"""
EDITED = """\
# Kitchen skills
### Operations
- Managing secrets (Vault)
- Rate limiting, throttling and quotas
### Quality
- Load testing
"""


@pytest.fixture
def knowledge(embedder: Embedder) -> Iterator[KnowledgeService]:
    """The real core with its own library, which the test edits while the coach is running."""
    service = build_knowledge(MemoryIndex(), embedder)
    yield service
    service.close()


def ingest_text(knowledge: KnowledgeService, folder: Path, text: str) -> IngestReport:
    path = folder / "docs" / "kitchen.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    receipts = Receipts(folder / "data", knowledge.library.index.revision, knowledge.embedder.name)
    return ingest([path.parent], lambda: knowledge.library, receipts=receipts)


LOGGED = (
    ("Ana", "logged", {"Rate limiting and throttling mechanisms": "confident"}),
    ("Ana", "logged", {"Secrets management": "aware", "Unit testing": "aware"}),
)
LOOKED_AT = (
    ("Ana", "in backend", "/skills"),
    ("coach", "only Ana", ["2 of 3 skills", "*Operations*: 2 of 2", "*Quality*: 0 of 1"]),
    ("Ana", "in backend", "/skills Operations"),
    (
        "coach",
        "only Ana",
        [
            "2 of 2 logged",
            "Rate limiting, throttling and quotas",
            "Logged as “Rate limiting and throttling mechanisms”",
            "Logged as “Secrets management”",
        ],
    ),
    ("Ana", "in backend", "/skills history"),
    ("coach", "only Ana", ["Rate limiting and throttling mechanisms", "Unit testing"]),
)


async def test_a_skill_is_known_under_its_new_name_after_an_edit(
    knowledge: KnowledgeService, staging: Staging, tmp_path: Path
) -> None:
    ingest_text(knowledge, tmp_path, TEXT)
    async with staging() as stage:
        play = Play(stage)
        await play.run(Dialogue("logged", LOGGED))
        assert ingest_text(knowledge, tmp_path, EDITED).relinked == 2
        await play.run(Dialogue("looked at", LOOKED_AT))


async def test_a_skill_is_known_again_after_cut_and_paste_in_two_steps(
    knowledge: KnowledgeService, staging: Staging, tmp_path: Path
) -> None:
    bullet = "- Secrets management\n"
    ingest_text(knowledge, tmp_path, TEXT)
    async with staging() as stage:
        play = Play(stage)
        await play.run(Dialogue("logged", LOGGED))
        ingest_text(knowledge, tmp_path, TEXT.replace(bullet, ""))
        ingest_text(knowledge, tmp_path, TEXT.replace(bullet, "") + bullet)
        looked = ("coach", "only Ana", ["3 of 3 skills", "*Quality*: 2 of 2"])
        await play.run(Dialogue("pasted", (("Ana", "in backend", "/skills"), looked)))


def test_ingest_reports_relinked_skills(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings, folder = plain_settings(tmp_path / "data"), tmp_path / "docs"
    folder.mkdir()
    (folder / "kitchen.md").write_text(TEXT)
    assert ingest_documents(settings, [folder]).relinked == 0
    (folder / "kitchen.md").write_text(EDITED)
    ingest_changes(settings, [folder], as_json=True)
    assert json.loads(capsys.readouterr().out)["relinked"] == 2
    (folder / "kitchen.md").write_text(TEXT)
    ingest_changes(settings, [folder])
    assert "2 reworded or moved" in capsys.readouterr().out

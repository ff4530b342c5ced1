"""A document's skill map is ingested with it, and changes to the map alone are noticed."""

from pathlib import Path

import pytest

from ingest.map_lookup import find_documents, find_mapped_document
from ingest.maps import map_path
from knowledge.aliases.passages import aliases_of
from knowledge.errors import InputError
from knowledge.model import SkillMap
from knowledge.store.document_codec import pack, unpack
from tests.ingest.test_pipeline import Machine, counts

MAP = "skills: {second: {needs: {first: it is the first}}}"


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "data")


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Return a folder with two documents, one of them with a map."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.md").write_text("# A\n## One\n- first\n- second\n")
    (folder / "b.md").write_text("# B\n## One\n- other\n")
    (folder / "a.map.yaml").write_text(MAP)
    return folder


def map_of(machine: Machine) -> SkillMap | None:
    return machine.outlines()["docs/a.md"].skill_map


def test_a_map_is_ingested_with_its_document(machine: Machine, docs: Path) -> None:
    assert counts(machine.ingest(docs)) == (2, 0, 0, 0)
    outline = machine.outlines()["docs/a.md"]
    first, second = (skill.id for skill in outline.skills)
    assert outline.skill_map == SkillMap(((second, first, "it is the first"),))
    assert machine.outlines()["docs/b.md"].skill_map is None


def test_the_store_gives_it_back_whole(machine: Machine, docs: Path) -> None:
    roles = "\nroles: {Host: {aliases: [butler], skills: {first: 0.5}}}"
    (docs / "a.map.yaml").write_text(f"{MAP[:-1]}, first: {{aliases: [one], weight: 0.2}}}}{roles}")
    machine.ingest(docs)
    (stored, _) = machine.index.documents()
    found = stored.outline.skill_map
    assert found
    assert all((found.prerequisites, found.aliases, found.roles, found.weights))
    assert unpack(pack(stored)) == stored


def test_aliases_are_searched_but_not_counted_as_passages(machine: Machine, docs: Path) -> None:
    before = machine.ingest(docs).passages
    (docs / "a.map.yaml").write_text("skills: {first: {aliases: [one, the beginning]}}")
    machine.embedded.clear()
    assert machine.ingest(docs).passages == before
    assert machine.embedded == ["One: one", "One: the beginning"]
    outline = machine.outlines()["docs/a.md"]
    assert aliases_of(outline) == tuple((outline.skills[0].id, t) for t in ("one", "the beginning"))
    machine.embedded.clear()
    (docs / "a.map.yaml").unlink()
    assert machine.ingest(docs).updated == 1
    assert aliases_of(machine.outlines()["docs/a.md"]) == ()
    assert machine.embedded == []


def test_a_document_alone_brings_its_map_too(machine: Machine, docs: Path) -> None:
    machine.ingest(docs / "a.md")
    assert map_of(machine)
    assert counts(machine.ingest(docs)) == (1, 0, 1, 0)


def test_unchanged_opens_no_store(machine: Machine, docs: Path) -> None:
    machine.ingest(docs)
    assert counts(machine.ingest(docs)) == (0, 0, 2, 0)
    assert machine.opened == 1


def test_changing_removing_and_adding_the_map_alone_is_noticed_and_embeds_nothing(
    machine: Machine, docs: Path
) -> None:
    machine.ingest(docs)
    machine.embedded.clear()
    file = docs / "a.map.yaml"
    file.write_text("skills: {first: {needs: [second]}}")
    assert counts(machine.ingest(docs)) == (0, 1, 1, 0)
    first, second = (skill.id for skill in machine.outlines()["docs/a.md"].skills)
    assert map_of(machine) == SkillMap(((first, second, ""),))
    file.unlink()
    assert counts(machine.ingest(docs)) == (0, 1, 1, 0)
    assert map_of(machine) is None
    file.write_text(MAP)
    assert counts(machine.ingest(docs)) == (0, 1, 1, 0)
    assert map_of(machine)
    assert machine.embedded == []


def test_a_wrong_map_is_refused_and_the_store_stays(machine: Machine, docs: Path) -> None:
    machine.ingest(docs)
    before = machine.outlines()
    (docs / "b.md").write_text("# B\n## One\n- changed\n")
    (docs / "a.map.yaml").write_text("skills:\n  frist:\n  secnd:\n")
    with pytest.raises(InputError) as caught:
        machine.ingest(docs)
    message = str(caught.value)
    assert message.startswith(f"Can't use {docs / 'a.map.yaml'}: line 2: “frist” isn't a skill")
    assert "did you mean “first”? (2 problems in all: `coach map check" in message
    assert "\n" not in message
    assert machine.outlines() == before
    assert machine.opened == 1


def test_a_map_that_is_a_folder_or_an_outside_link_is_ignored(
    machine: Machine, docs: Path, tmp_path: Path
) -> None:
    (docs / "b.map.yaml").mkdir()
    outside = tmp_path / "outside.map.yaml"
    outside.write_text("wrong")
    (docs / "a.map.yaml").unlink()
    (docs / "a.map.yaml").symlink_to(outside)
    machine.ingest(docs)
    assert map_of(machine) is None


def test_documents_and_maps_are_found_without_a_store(docs: Path) -> None:
    assert map_path(docs / "v1.2.md").name == "v1.2.map.yaml"
    assert [bool(each.file) for each in find_documents(docs)] == [True, False]
    for path in (docs, docs / "a.md", docs / "a.map.yaml"):
        assert find_mapped_document(path).document.name == "a.md"
    with pytest.raises(InputError, match=r"b\.md has no skill map next to it"):
        find_mapped_document(docs / "b.md")
    (docs / "b.map.yaml").write_text("")
    with pytest.raises(InputError, match=r"several skill maps \(a.map.yaml, b.map.yaml\)"):
        find_mapped_document(docs)
    (docs / "c.map.yaml").write_text("")
    with pytest.raises(InputError, match=r"There's no document next to .*, here c\."):
        find_documents(docs / "c.map.yaml")

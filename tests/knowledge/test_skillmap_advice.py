"""What `coach map check` warns about."""

from ingest.outline import outline
from knowledge.skillmap.advice import advice
from knowledge.skillmap.reader import read_map
from tests.conftest import SKILLS
from tests.knowledge.skillmap_samples import made, sample_outline

ALL_JOINED = """
  Pouring: {needs: [Steeping, Service > Boiling water]}
  Steeping: {needs: [Choosing leaves, Filling a kettle, Water > Boiling water]}
"""


def warnings(text: str) -> tuple[str, ...]:
    return advice(made(text), sample_outline())


def test_a_skill_without_any_prerequisite_either_way() -> None:
    assert warnings(f"skills:{ALL_JOINED}") == ()
    found = warnings("skills: {Pouring: {needs: [Steeping]}}")
    assert len(found) == 4
    assert any("“Choosing leaves” needs nothing and nothing needs it" in one for one in found)


def test_an_alias_of_two_skills() -> None:
    aliases = "\n  Choosing leaves: {aliases: [Brewing, pouring]}\n  Filling a kettle: "
    text = f"skills:{ALL_JOINED}{aliases}{{aliases: [brewing]}}"
    assert warnings(text) == (
        "“pouring” is an alias of both “Pouring” and “Choosing leaves”. Keep one of them.",
        "“brewing” is an alias of both “Choosing leaves” and “Filling a kettle”. Keep one of them.",
    )


def test_a_role_that_cannot_be_found() -> None:
    roles = (
        "roles:\n  Host: {aliases: [butler, server], skills: {Pouring: 1}}\n"
        "  Butler: {aliases: [Server], skills: {Pouring: 1}}\n"
        "  Cook: {aliases: [host], skills: {Steeping: 1}}\n"
    )
    assert warnings(f"skills:{ALL_JOINED}{roles}") == (
        "The role “Butler” can't be found: other roles have all its names.",
        "“host” is an alias of the roles “Host” and “Cook”.",
    )


def test_nothing_about_our_own_map() -> None:
    whole = outline(SKILLS.read_text("utf-8"), SKILLS.name)
    reading = read_map(SKILLS.with_name("backend-skills.map.yaml").read_bytes(), whole)
    assert reading.skill_map
    assert advice(reading.skill_map, whole) == ()

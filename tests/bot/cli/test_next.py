"""`coach next`: the contract's JSON, known skills in a file, goals in free words."""

from pathlib import Path
from typing import Any

import pytest

from bot.assemble import KnowledgeService, build_knowledge
from knowledge.ports import Embedder
from tests.bot.command_line import Coach, CommandResult, KeptOpen, command_runner
from tests.bot.skill_maps import real_catalogue
from tests.fakes.knowledge import MemoryIndex

pytestmark = pytest.mark.usefixtures("logging_as_before")

LANGUAGES = "Proficiency in backend languages (Python, Java, Node.js, Go, etc.)"
KUBERNETES = "Containerization and orchestration (Docker, Kubernetes)"


@pytest.fixture(scope="module")
def mapped(embedder: Embedder) -> KnowledgeService:
    """The packaged document and its map."""
    made = build_knowledge(MemoryIndex(), embedder)
    made.library.add(real_catalogue().outlines[0], "test")
    return made


@pytest.fixture
def coach(
    mapped: KnowledgeService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Coach:  # fmt: skip
    """Run `coach next` in an empty folder."""
    kept = KeptOpen(**vars(mapped))
    monkeypatch.setattr("bot.assemble.open_knowledge", lambda *_: kept)
    monkeypatch.chdir(tmp_path)
    return command_runner(monkeypatch, capsys, "next")


def suggestions(result: CommandResult) -> list[dict[str, Any]]:
    """Return the suggestions in a JSON document, after checking their keys."""
    assert result.code == 0, result.err
    found = result.document["suggestions"]
    assert isinstance(found, list)
    for each in found:
        keys = {"skill", "section", "reason", "missing_prerequisites", "leads_to"}
        assert set(each) == keys
        assert each["missing_prerequisites"] == []
        assert each["reason"].endswith(".")
    return found


def test_a_newcomer_begins_at_the_roots(coach: Coach) -> None:
    found = suggestions(coach("--json"))

    assert [each["skill"] for each in found][:1] == [LANGUAGES]
    assert len({each["section"] for each in found}) == 3


def test_known_skills_may_be_named_in_any_words(coach: Coach) -> None:
    known = f"- {KUBERNETES.upper()}\n\n  {LANGUAGES}\nwrote SQL by hand\nbaking bread\n"
    Path("known.txt").write_text(known, "utf-8")

    result = coach("--known", "known.txt", "--limit", "64", "--json")

    skills = {each["skill"] for each in suggestions(result)}
    assert skills.isdisjoint({KUBERNETES, LANGUAGES, "Query builders and raw SQL interfaces"})
    assert result.document["not_understood"] == ["baking bread"]


def test_the_last_skills_and_then_nothing(coach: Coach) -> None:
    done: list[str] = []
    while found := suggestions(
        coach("--known", "-", "--limit", "64", "--json", stdin="\n".join(done))
    ):
        done += [each["skill"] for each in found]

    assert len(done) == len(set(done)) == 64
    assert "Nothing left" in coach("--known", "-", stdin="\n".join(done)).out


def test_a_goal_is_served_and_named(coach: Coach) -> None:
    result = coach("--goal", "stop being paged at night", "--json")

    assert result.document["goal_found"] is True
    assert all("“stop being paged at night”" in each["reason"] for each in suggestions(result))


def test_a_goal_in_no_document_is_reported_kindly(coach: Coach) -> None:
    result = coach("--goal", "play the guitar", "--limit", "1")

    assert result.out.startswith("“play the guitar” isn't in the documents. Next")
    assert coach("--goal", "play the guitar", "--json").document["goal_found"] is False


def test_people_read_skill_section_and_reason(coach: Coach) -> None:
    result = coach("--known", "-", "--limit", "1", stdin="baking bread")

    assert result.out.splitlines()[0] == f"{LANGUAGES} (Programming Languages)"
    assert result.out.splitlines()[-1] == "No clear match in the documents for: baking bread"


@pytest.mark.parametrize("arguments", [("--known", "nowhere.txt"), ("--known", ".")])
def test_a_file_that_cannot_be_read_is_bad_input(coach: Coach, arguments: tuple[str, ...]) -> None:
    result = coach(*arguments)

    assert result.code == 2
    assert result.err.count("\n") == 1
    assert "Can't read" in result.err


def test_bytes_that_are_no_text_are_bad_input(coach: Coach) -> None:
    Path("known.txt").write_bytes(b"\xff\xfe\x00")

    assert coach("--known", "known.txt").code == 2


@pytest.mark.parametrize("limit", ["0", "101", "many"])
def test_limits_that_make_no_sense_are_bad_usage(coach: Coach, limit: str) -> None:
    assert coach("--limit", limit).code == 2


def test_a_suggestion_says_which_skill_of_the_goal_it_leads_to(coach: Coach) -> None:
    suggested = coach("--goal", "become an SRE", "--limit", "6", "--json").document["suggestions"]
    assert isinstance(suggested, list)
    leads = [each["leads_to"] for each in suggested if each["leads_to"]]
    assert leads
    assert all(set(each) == {"skill", "section"} for each in leads)

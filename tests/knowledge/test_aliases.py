"""Aliases of skills: requested from a model, checked, kept, and added to the library."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from bot.assemble import build_knowledge
from ingest.outline import outline
from knowledge.aliases.generate import MOST_SKILLS, WrittenAliases, ask, kept_aliases, key
from knowledge.aliases.passages import aliases_of, with_aliases
from knowledge.aliases.update import add_written
from knowledge.chat import LangChainChat
from knowledge.lexicon.lexicon import Lexicon
from knowledge.library import Library
from knowledge.model import Catalogue, Grain, Outline
from knowledge.ports import Embedder
from knowledge.retrieval.corpus import build_corpus
from knowledge.retrieval.dense import Dense
from tests.chat_script import Ending, Script, ScriptedChat, saying
from tests.chat_server import chat_server
from tests.conftest import no_sleep
from tests.fakes.knowledge import HashingEmbedder, MemoryIndex

TEA = "# Tea\n### Leaves\n- Choosing leaves\n- Steeping\n### Service\n- Pouring for guests\n"


class Memory(dict[str, tuple[str, ...]]):
    """Keeps a model's aliases in memory."""

    def keep(self, texts: Mapping[str, tuple[str, ...]]) -> None:
        self.update(texts)


def tea() -> Outline:
    return outline(TEA, "tea.md")


def lines(*texts: tuple[str, ...]) -> str:
    entries = ({"skill": n, "texts": each} for n, each in enumerate(texts, 1))
    return "\n".join(json.dumps(each) for each in entries)


def test_aliases_are_passages_of_their_skill() -> None:
    skill = tea().skills[1]
    laid = with_aliases(tea(), [(skill.id, "How long do the leaves draw?"), (skill.id, "brewing")])
    first, second = (p for p in laid.passages if p.grain is Grain.ALIAS)
    assert (first.skill_id, first.section_id) == (skill.id, skill.section_id)
    assert first.embedded_text == "Leaves: How long do the leaves draw?"
    assert laid.passages[: len(tea().passages)] == tea().passages
    assert aliases_of(laid) == ((skill.id, first.text), (skill.id, second.text))


def test_adding_again_changes_nothing_and_makes_no_duplicates() -> None:
    skill = tea().skills[0].id
    laid = with_aliases(tea(), [(skill, "Oolong"), (skill, "oolong"), ("gone", "chai")])
    assert aliases_of(laid) == ((skill, "Oolong"),)
    assert with_aliases(laid, aliases_of(laid)) == laid
    assert with_aliases(laid) == tea()


def test_an_alias_raises_its_skill_by_half() -> None:
    embedder, index = HashingEmbedder(), MemoryIndex()
    pouring = tea().skills[2]
    laid = with_aliases(tea(), [(pouring.id, "chanoyu")])
    Library(index, embedder).add(laid, "hash")
    corpus = build_corpus(Catalogue((laid,)), Lexicon.load())
    assert [unit.text for unit in corpus.units] == [skill.text for skill in tea().skills]

    own, alias = embedder.embed(["Service: Pouring for guests", "Service: chanoyu"])
    (layer,) = Dense(index, corpus).near(alias[None])
    units = layer.units[0]
    assert (units.rows.tolist(), units.values[0, 0]) == ([2], pytest.approx((1 + own @ alias) / 2))


async def test_a_model_is_asked_by_section_and_never_twice() -> None:
    chat, kept = ScriptedChat([saying(lines(("oolong",), ("brewing",)))]), Memory()
    progress: list[tuple[int, int]] = []
    error = await ask([tea()], chat, kept, progress=lambda *step: progress.append(step))
    assert error is None
    assert progress == [(0, 2), (1, 2), (2, 2)]
    leaves, service = (json.loads(turns[0].text) for _, turns in chat.asked)
    assert leaves["skills"] == {"1": "Choosing leaves", "2": "Steeping"}
    assert (service["document"], service["section"]) == ("Tea", "Service")

    one, two, three = (skill.id for skill in tea().skills)
    assert kept_aliases(tea(), kept) == ((one, "oolong"), (two, "brewing"), (three, "oolong"))
    assert await ask([tea()], chat, kept) is None
    assert len(chat.asked) == 2


async def test_only_changed_skills_are_asked_about() -> None:
    chat, kept = ScriptedChat([saying(lines(("oolong",)))]), Memory()
    await ask([tea()], chat, kept)
    chat.asked.clear()
    await ask([outline(TEA.replace("Steeping", "Steeping twice"), "tea.md")], chat, kept)
    ((_, turns),) = chat.asked
    assert json.loads(turns[0].text)["skills"] == {"1": "Steeping twice"}


async def test_long_sections_are_asked_in_parts_and_paragraphs_not_at_all() -> None:
    bullets = [f"Skill number {n}" for n in range(MOST_SKILLS + 1)] + ["word " * 100]
    many = outline("# Many\n### One\n" + "".join(f"- {b}\n" for b in bullets), "many.md")
    chat = ScriptedChat([saying(lines(("tea",)))])
    await ask([many], chat, Memory())
    sizes = [len(json.loads(turns[0].text)["skills"]) for _, turns in chat.asked]
    assert sizes == [MOST_SKILLS, 1]


@pytest.mark.parametrize("ending", [Ending.BROKEN, Ending.CUT])
async def test_a_failing_model_is_not_asked_again_and_its_replies_are_kept(ending: Ending) -> None:
    chat, kept = ScriptedChat([saying(lines(("oolong",))), Script((), ending)]), Memory()
    failure = await ask([tea()], chat, kept)
    assert "failed" in str(failure)
    assert [text for _, text in kept_aliases(tea(), kept)] == ["oolong"]
    assert kept.get(key("Service", tea().skills[2])) is None


@pytest.mark.parametrize("limit", ["seconds", "all_seconds"])
async def test_a_stalled_model_is_given_up(limit: str) -> None:
    chat = ScriptedChat([Script((), Ending.STALLED)])
    limits: Any = {limit: 0.01}
    failure = await ask([tea()], chat, Memory(), **limits)
    assert "too long" in str(failure)
    assert chat.closed == 1


async def test_nonsense_is_reported_and_not_kept() -> None:
    chat, kept = ScriptedChat([saying("I can't do that."), saying(lines(("cups",)))]), Memory()
    assert "nothing usable" in str(await ask([tea()], chat, kept))
    assert [text for _, text in kept_aliases(tea(), kept)] == ["cups"]


def stored(kept: WrittenAliases, embedder: Embedder) -> Library:
    library = Library(MemoryIndex(), embedder)
    library.add(tea(), "hash", origin="/tea.md")
    add_written(library, kept)
    return library


def test_written_aliases_are_added_once() -> None:
    leaves, _, pouring = tea().skills
    kept = Memory({key("Leaves", leaves): ("choosing oolong leaves",)})
    library = stored(kept, HashingEmbedder())
    (document,) = library.documents()
    assert aliases_of(document.outline) == ((leaves.id, "choosing oolong leaves"),)
    assert (document.content_hash, document.origin) == ("hash", "/tea.md")

    revision = library.index.revision()
    assert add_written(library, kept) == 0
    assert library.index.revision() == revision

    kept.keep({key("Service", pouring): ("pouring tea for guests",)})
    assert add_written(library, kept) == 1
    assert len(aliases_of(library.documents()[0].outline)) == 2


def test_an_alias_of_another_skill_is_left_out() -> None:
    leaves = tea().skills[0]
    kept = Memory({key("Leaves", leaves): ("pouring for guests, service", "choosing leaves well")})
    (document,) = stored(kept, HashingEmbedder()).documents()
    assert aliases_of(document.outline) == ((leaves.id, "choosing leaves well"),)


BAKERY = """# Bakery
### Dough
- Autolyse
- Lamination
### Ovens
- Steam injection
- Deck loading with a peel
### Counter
- Handling allergen requests
- Cash closing
"""
WRITTEN = {
    "Lamination": "How do croissants get their thin layers?",
    "Cash closing": "Why is money missing in the till at night?",
}


def play(body: dict[str, Any]) -> Script:
    """Write the prepared texts for the skills in the request."""
    skills = json.loads(body["messages"][-1]["content"])["skills"].values()
    return saying(lines(*((WRITTEN[s],) if s in WRITTEN else () for s in skills)))


async def test_aliases_correct_a_misleading_question(
    embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    knowledge, kept = build_knowledge(MemoryIndex(), embedder), Memory()
    knowledge.library.add(outline(BAKERY, "bakery.md"), "test")
    question = "croissants without any layers"
    before = knowledge.answer(question)
    assert before.sections[0].section.title == "Ovens"

    async with chat_server() as server:
        server.answering = play
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-test")
        chat = LangChainChat("openai:scripted", sleep=no_sleep)
        outlines = [each.outline for each in knowledge.library.documents()]
        assert await ask(outlines, chat, kept) is None
    assert add_written(knowledge.library, kept) == len(WRITTEN)

    answer = knowledge.answer(question)
    assert not answer.refused
    assert answer.points[0].text == "Lamination"
    assert answer.citations[0].section.title == "Dough"
    found = [p.text for hit in answer.sections for p in (*hit.passages, *hit.rest)]
    assert not [t for t in (answer.text, *found) if any(w in t for w in WRITTEN.values())]

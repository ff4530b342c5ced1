"""Drafting a map with a chat model: what is kept and dropped, and an editable file."""

import itertools
import json
import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ingest.outline import outline
from knowledge.errors import CoachError
from knowledge.model import SkillMap
from knowledge.skillmap.cycles import find_cycles
from knowledge.skillmap.draft import LONGEST_REPLY, MOST_SKILLS, draft, rules
from knowledge.skillmap.proposals import ProposalFault, Proposals
from knowledge.skillmap.reader import read_map
from knowledge.skillmap.writer import render_draft
from knowledge.skillmap.yaml_tree import read_tree
from tests.chat_script import Ending, Script, ScriptedChat, saying
from tests.knowledge.skillmap_samples import made, read, sample_outline


def line(skill: str, needs: str, why: str = "it comes first") -> str:
    return json.dumps({"skill": skill, "needs": needs, "why": why}, ensure_ascii=False)


def read_reply_lines(*lines: str, there: SkillMap | None = None) -> Proposals:
    proposals = Proposals(sample_outline(), there or SkillMap())
    proposals.take("\n".join(lines))
    return proposals


def approved(text: str) -> str:
    """Return the draft with everything approved."""
    return re.sub(r"^      # ", "      ", text, flags=re.M)


def test_valid_lines_are_kept_and_others_counted() -> None:
    proposals = read_reply_lines(
        "```json",
        line("Pouring", "Steeping", "there has\nto be   tea"),
        line("Steeping", "Water > Boiling water"),
        line("Steeping", "Pouring"),
        line("Pouring", "Pouring"),
        line("Pouring", "Steeping"),
        line("Pouring", "Drinking"),
        line("Pouring", "Boiling water"),
        line("Pouring", "Choosing leaves", ""),
        line("Pouring", "Choosing leaves", "x" * 201),
        "Here are my proposals:",
        '{"skill": "Pouring", "needs": 7, "why": "x"}',
        "[1]",
        "[" * 100_000,
        "```",
    )
    assert [(p.skill.text, p.needed.text, p.why) for p in proposals.kept] == [
        ("Pouring", "Steeping", "there has to be tea"),
        ("Steeping", "Boiling water", "it comes first"),
    ]
    assert proposals.dropped == {
        ProposalFault.CIRCLE: 2,
        ProposalFault.REPEATED: 1,
        ProposalFault.UNKNOWN: 2,
        ProposalFault.UNREADABLE: 6,
    }


def test_the_existing_map_counts() -> None:
    there = made("skills: {Pouring: {needs: [Steeping]}}")
    proposals = read_reply_lines(
        line("Pouring", "Steeping"), line("Steeping", "Pouring"), there=there
    )
    assert proposals.kept == []
    assert proposals.dropped == {ProposalFault.REPEATED: 1, ProposalFault.CIRCLE: 1}


def test_a_draft_has_no_effect_until_approved() -> None:
    why = "tea: “hot” # 100 °C, - [x]"
    proposals = read_reply_lines(line("Pouring", "Service > Boiling water", why))
    text = render_draft(proposals, "openai:scripted")
    assert read(text).skill_map == SkillMap()
    ((skill, needed, reason),) = made(approved(text)).prerequisites
    kept = proposals.kept[0]
    assert (skill, needed, reason) == (kept.skill.id, kept.needed.id, why)


@given(st.lists(st.text(max_size=30), min_size=1, max_size=4), st.text(max_size=30))
def test_any_document_and_reason_survive_the_file(bullets: list[str], why: str) -> None:
    text = "# T\n" + "".join(f"## S{n}\n- {b!r} {b}\n- x{b}\n" for n, b in enumerate(bullets))
    whole = outline(text, "t.md")
    proposals = Proposals(whole, SkillMap())
    names = [proposals.name_of(skill) for skill in whole.skills]
    proposals.take("\n".join(line(a, b, why) for a, b in itertools.pairwise(names)))
    reading = read_map(approved(render_draft(proposals, "m")).encode("utf-8", "ignore"), whole)
    assert reading.skill_map, reading.problems
    assert reading.skill_map.prerequisites == tuple(
        (one.skill.id, one.needed.id, one.why)
        for one in sorted(proposals.kept, key=lambda p: p.skill.order)
    )


NAMES = st.sampled_from([skill.text for skill in sample_outline().skills])


@given(st.lists(st.tuples(NAMES, NAMES)))
def test_kept_proposals_never_form_a_cycle(pairs: list[tuple[str, str]]) -> None:
    proposals = read_reply_lines(*(line(a, b) for a, b in pairs))
    needs: dict[str, list[str]] = {}
    for one in proposals.kept:
        needs.setdefault(one.skill.id, []).append(one.needed.id)
    assert find_cycles(needs) == []
    assert len(proposals.kept) + proposals.dropped.total() == len(pairs)


async def test_each_section_is_asked_for_with_the_others_at_hand() -> None:
    chat = ScriptedChat([saying(line("Steeping", "Choosing leaves")), saying("")])
    steps: list[tuple[int, int]] = []
    proposals, failure = await draft(
        sample_outline(), SkillMap(), chat, progress=lambda *step: steps.append(step)
    )
    assert (len(proposals.kept), failure) == (1, None)
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert {system for system, _ in chat.asked} == {rules()}
    first = json.loads(chat.asked[0][1][0].text)
    assert (first["document"], first["section"]) == ("Tea", "Water")
    assert first["skills"] == ["Filling a kettle", "Water > Boiling water"]
    assert first["others"] == ["Choosing leaves", "Steeping", "Pouring", "Service > Boiling water"]


async def test_requests_are_bounded() -> None:
    bullets = "".join(f"- {n} {'word ' * 40}\n" for n in range(200))
    whole = outline(f"# T\n## S\n{bullets}- {'long ' * 100}\n", "t.md")
    chat = ScriptedChat([saying("")])
    await draft(whole, SkillMap(), chat)
    assert len(chat.asked) == 200 / MOST_SKILLS
    assert max(len(turns[0].text) for _, turns in chat.asked) < 16_000


async def test_an_endless_reply_is_cut_off() -> None:
    chat = ScriptedChat([Script(("x" * LONGEST_REPLY, "y", "z"), Ending.STALLED), saying("")])
    _, failure = await draft(sample_outline(), SkillMap(), chat)
    assert failure is None
    assert len(chat.asked) == chat.closed == 3


@pytest.mark.parametrize("ending", [Ending.STALLED, Ending.BROKEN])
async def test_a_failure_ends_it_with_what_was_found(ending: Ending) -> None:
    chat = ScriptedChat([saying(line("Steeping", "Choosing leaves")), Script((), ending)])
    proposals, failure = await draft(sample_outline(), SkillMap(), chat, seconds=0.05)
    assert len(proposals.kept) == 1
    assert isinstance(failure, CoachError)
    assert len(chat.asked) == chat.closed == 2


def test_the_head_of_a_draft_is_comment_whatever_it_names() -> None:
    whole = outline("# T\u2028x: 1\n- a\n", "t.md")
    text = render_draft(Proposals(whole, SkillMap()), "m\nskills: [")
    assert yaml.safe_load(text) == {"skills": None}
    assert read_tree(text.encode()) is not None

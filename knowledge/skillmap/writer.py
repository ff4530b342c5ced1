"""Proposals as a map file in which each waits, commented out, for a person's yes. Pure."""

import json

import yaml

from knowledge.model import Outline, Skill
from knowledge.skillmap.plain import plain
from knowledge.skillmap.proposals import Proposal, Proposals

HEAD = """\
# A draft of prerequisites for {title}, proposed by the chat model {model}.
# Nothing here counts yet. To approve a line, take its "# " away; delete the others.
# Then save this beside the document under the document's name with .map.yaml at its end, or copy
# the approved lines into the map that is there, and run `coach map check`.

skills:
"""


def written(proposals: Proposals, model: str) -> str:
    """The draft as YAML, by section; a valid map, whichever proposals are approved."""
    outline = proposals.outline
    head = HEAD.format(title=plain(outline.document.title), model=plain(model))
    return head + "".join(_sections(outline, proposals))


def _sections(outline: Outline, proposals: Proposals) -> list[str]:
    by_skill: dict[str, list[Proposal]] = {}
    for proposal in proposals.kept:
        by_skill.setdefault(proposal.skill.id, []).append(proposal)
    told = []
    for section in outline.sections:
        skills = [s for s in outline.skills if s.section_id == section.id and s.id in by_skill]
        if skills:
            told.append(f"\n  # {plain(section.title)}\n")
            told += [_skill(skill, by_skill[skill.id], proposals) for skill in skills]
    return told


def _skill(skill: Skill, proposed: list[Proposal], proposals: Proposals) -> str:
    lines = [
        f"      # {_scalar(proposals.name_of(one.needed))}: {_scalar(one.why)}\n"
        for one in proposed
    ]
    return f"\n  {_scalar(proposals.name_of(skill))}:\n    needs:\n{''.join(lines)}"


def _scalar(text: str) -> str:
    """As it stands where YAML reads it back so, else in quotes."""
    try:
        is_plain = yaml.safe_load(f"{text}: {text}") == {text: text}
    except (yaml.YAMLError, ValueError):
        is_plain = False
    return text if is_plain else json.dumps(text, ensure_ascii=False)

"""Writes proposals as a map file, each commented out until someone approves it. Pure."""

import json

import yaml

from knowledge.model import Outline, Skill
from knowledge.skillmap.plain import to_plain_text
from knowledge.skillmap.proposals import Proposal, Proposals

HEAD = """\
# A draft of prerequisites for {title}, proposed by the chat model {model}.
# Nothing here counts yet. To approve a line, remove its "# "; delete the others.
# Then save this next to the document, with the document's name and .map.yaml at the end, or copy
# the approved lines into the existing map, and run `coach map check`.

skills:
"""


def render_draft(proposals: Proposals, model: str) -> str:
    """Return the draft as YAML, by section; it is a valid map, whichever lines are approved."""
    outline = proposals.outline
    head = HEAD.format(title=to_plain_text(outline.document.title), model=to_plain_text(model))
    return head + "".join(_sections(outline, proposals))


def _sections(outline: Outline, proposals: Proposals) -> list[str]:
    by_skill: dict[str, list[Proposal]] = {}
    for proposal in proposals.kept:
        by_skill.setdefault(proposal.skill.id, []).append(proposal)
    parts = []
    for section in outline.sections:
        skills = [s for s in outline.skills if s.section_id == section.id and s.id in by_skill]
        if skills:
            parts.append(f"\n  # {to_plain_text(section.title)}\n")
            parts += [_skill(skill, by_skill[skill.id], proposals) for skill in skills]
    return parts


def _skill(skill: Skill, proposed: list[Proposal], proposals: Proposals) -> str:
    lines = [
        f"      # {_scalar(proposals.name_of(one.needed))}: {_scalar(one.why)}\n"
        for one in proposed
    ]
    return f"\n  {_scalar(proposals.name_of(skill))}:\n    needs:\n{''.join(lines)}"


def _scalar(text: str) -> str:
    """Return a text as YAML: unquoted if it reads back the same, else in quotes."""
    try:
        is_plain = yaml.safe_load(f"{text}: {text}") == {text: text}
    except (yaml.YAMLError, ValueError):
        is_plain = False
    return text if is_plain else json.dumps(text, ensure_ascii=False)

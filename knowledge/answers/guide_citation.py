"""Cites guides, and the documents that they belong to. Pure."""

from __future__ import annotations

from knowledge.answers.choice import Choice
from knowledge.guide_model import Guide
from knowledge.guides.index import GuideIndex
from knowledge.model import Catalogue, Citation, Document, Section, Skill

LIBRARY = Document("library", "Skill Coach library", "library")


def cite(choice: Choice, index: GuideIndex, catalogue: Catalogue) -> tuple[Citation, ...]:
    """Return the team's document, where it is behind the guide, and then the guide."""
    guide = cite_guide(choice.guide, 1 + choice.covered, index, catalogue)
    if not choice.covered:
        return (guide,)
    _, _, skill = _home(choice.guide, index, catalogue)
    passage = passage_of(skill, catalogue)
    return Citation(1, guide.document, guide.section, passage, guide.skill), guide


def cite_guide(guide: Guide, number: int, index: GuideIndex, catalogue: Catalogue) -> Citation:
    """Return the citation of a guide, in the section it belongs to."""
    section, document, skill = _home(guide, index, catalogue)
    text = skill.text if skill else None
    return Citation(number, document, section, "", text, guide.title, guide.source)


def passage_of(skill: Skill | None, catalogue: Catalogue) -> str:
    """Return the id of the passage that a skill's line is; "" for a section as a whole."""
    if skill is None:
        return ""
    found = (p.id for p in catalogue.passages.values() if p.skill_id == skill.id)
    return next(found, "")


def _home(
    guide: Guide, index: GuideIndex, catalogue: Catalogue
) -> tuple[Section, Document, Skill | None]:
    """Return where a guide belongs: in the team's document, else in the library."""
    for link in sorted(index.links.get(guide.id, ()), key=lambda each: -each.confidence):
        if section := catalogue.sections.get(link.section_id):
            skill = catalogue.skills.get(link.skill_id or "")
            return section, catalogue.documents[section.document_id], skill
    section = Section(guide.id, LIBRARY.id, guide.title, (LIBRARY.title, guide.title), 2, 0)
    return section, LIBRARY, None

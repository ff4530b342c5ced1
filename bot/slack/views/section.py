"""One section of a document, whole: the headings it stands under and the skills in it."""

from collections.abc import Sequence

from bot.slack.text import escape
from bot.slack.views.message import Message, context, message, paragraphs, source
from knowledge.model import Catalogue, Grain, Section

MOST_LINES = 40


def section_message(section: Section, catalogue: Catalogue) -> Message:
    """What stands in a section, as written; a very long one says how much is left out."""
    document = catalogue.documents[section.document_id]
    lines = _lines(section, catalogue)
    title = f"*{escape(section.title)}*"
    shown = "\n".join(f"•  {escape(line)}" for line in lines[:MOST_LINES])
    rest = len(lines) - MOST_LINES
    more = [f"… and {rest} more in the document."] if rest > 0 else []
    place = " › ".join(escape(part) for part in section.path[:-1])
    return message(
        escape(f"{section.title}: {'; '.join(lines[:MOST_LINES])}"),
        *paragraphs("\n".join([title, shown, *more])),
        *context(f"From {source(section, document)}" + (f", under {place}" if place else "")),
    )


def _lines(section: Section, catalogue: Catalogue) -> Sequence[str]:
    skills = [skill.text for skill in catalogue.skills_of(section.id)]
    prose = [
        passage.text
        for passage in catalogue.passages.values()
        if passage.section_id == section.id and passage.grain is Grain.TEXT
    ]
    return [*prose, *skills]

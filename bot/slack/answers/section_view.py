"""Shows one whole section of a document: its headings, texts and skills."""

from collections.abc import Sequence

from bot.slack.api.blocks import Block, Message, context, message, paragraphs, source
from bot.slack.api.mrkdwn import escape
from knowledge.model import Catalogue, Grain, Section

MOST_LINES = 40
GLOSSARY = "From my glossary, not your document:"


def section_message(
    section: Section, catalogue: Catalogue, glossary: Sequence[tuple[str, str]] = ()
) -> Message:
    """Return a section's lines as written; for a very long one, with a count of those left out.

    ``glossary`` is (term, meaning) pairs in the coach's own words, shown as such.
    """
    document = catalogue.documents[section.document_id]
    lines = _lines(section, catalogue)
    title = f"*{escape(section.title)}*"
    shown = "\n".join(f"•  {escape(line)}" for line in lines[:MOST_LINES])
    rest = len(lines) - MOST_LINES
    more = [f"… and {rest} more in the document."] if rest > 0 else []
    above = section.path[:-1]
    place = " › ".join(escape(part) for part in above[above[:1] == (document.title,) :])
    return message(
        escape(f"{section.title}: {'; '.join(lines[:MOST_LINES])}"),
        *paragraphs("\n".join([title, shown, *more])),
        *_glossary(glossary),
        *context(f"From {source(section, document)}" + (f", under {place}" if place else "")),
    )


def _glossary(terms: Sequence[tuple[str, str]]) -> list[Block]:
    lines = [f"•  *{escape(term)}*: {escape(meaning)}" for term, meaning in terms]
    return paragraphs("\n".join([GLOSSARY, *lines])) if lines else []


def _lines(section: Section, catalogue: Catalogue) -> Sequence[str]:
    skills = [skill.text for skill in catalogue.skills_of(section.id)]
    prose = [
        passage.text
        for passage in catalogue.passages.values()
        if passage.section_id == section.id and passage.grain is Grain.TEXT
    ]
    return [*prose, *skills]

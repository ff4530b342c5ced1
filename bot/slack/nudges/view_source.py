"""Names the section and document that a nudge takes something from."""

from dataclasses import replace

from bot.slack.api.blocks import source
from bot.slack.api.mrkdwn import shorten
from knowledge.model import Catalogue

LONGEST_TITLE = 150
"""Keeps a nudge in one message whatever the titles are, because it is updated in place."""


def source_line(section_id: str, catalogue: Catalogue) -> str:
    """Return "From *section* · document" as mrkdwn; "" if the section isn't there anymore."""
    section = catalogue.sections.get(section_id)
    if section is None:
        return ""
    document = catalogue.documents[section.document_id]
    return "From " + source(
        replace(section, title=shorten(section.title, LONGEST_TITLE)),
        replace(document, title=shorten(document.title, LONGEST_TITLE)),
    )

"""Where something in a nudge stands."""

from dataclasses import replace

from bot.slack.api.blocks import source
from bot.slack.api.mrkdwn import shorten
from knowledge.model import Catalogue

LONGEST_TITLE = 150
"""A nudge is updated in place, so it must stay one message whatever the titles are."""


def stands_in(section_id: str, catalogue: Catalogue) -> str:
    """Reads “From *section* · document”, as mrkdwn; "" where the section has left the documents."""
    section = catalogue.sections.get(section_id)
    if section is None:
        return ""
    document = catalogue.documents[section.document_id]
    return "From " + source(
        replace(section, title=shorten(section.title, LONGEST_TITLE)),
        replace(document, title=shorten(document.title, LONGEST_TITLE)),
    )

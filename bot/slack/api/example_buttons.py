"""Example questions as buttons, and the privacy note below them."""

from bot.slack.api.blocks import Block, actions, button, paragraphs
from knowledge.model import Catalogue, Section

ASK_EXAMPLE = "ask_example"


PRIVACY = (
    "I'm a bot and can be wrong: check the sources. Only you see what you log, unless you "
    "share it. I keep conversations for 30 days, or until you delete your question. Use "
    "`/coach export` or `/coach forget` at any time."
)


def example_buttons(catalogue: Catalogue) -> list[Block]:
    """Return example questions as buttons; no blocks if there are no documents."""
    buttons = [button(ASK_EXAMPLE, question, question) for question in examples(catalogue)]
    return paragraphs("*Try one of these*") + actions("examples", buttons) if buttons else []


FORMS = (
    "What should I learn about {section}?",
    "Where do I start with {section}?",
    "What does {section} cover?",
    "How do I get better at {section}?",
)


LONGEST_TITLE = 48


def examples(catalogue: Catalogue, most: int = 4) -> tuple[str, ...]:
    """Return up to ``most`` questions about sections spread evenly over the documents."""
    sections = [s for s in catalogue.sections.values() if _askable(s, catalogue)]
    count = min(most, len(sections))
    chosen = [sections[(index * len(sections)) // count] for index in range(count)]
    return tuple(
        FORMS[index % len(FORMS)].format(section=section.title)
        for index, section in enumerate(chosen)
    )


def _askable(section: Section, catalogue: Catalogue) -> bool:
    return len(section.title) <= LONGEST_TITLE and bool(catalogue.skills_of(section.id))

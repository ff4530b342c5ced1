"""Questions to try, made from whatever documents the library holds."""

from knowledge.model import Catalogue, Section

FORMS = (
    "What should I learn about {section}?",
    "Where do I start with {section}?",
    "What belongs to {section}?",
    "How do I get better at {section}?",
)
LONGEST_TITLE = 48


def examples(catalogue: Catalogue, most: int = 4) -> tuple[str, ...]:
    """At most ``most`` questions about sections spread evenly over the documents; none for none."""
    sections = [s for s in catalogue.sections.values() if _askable(s, catalogue)]
    count = min(most, len(sections))
    chosen = [sections[(index * len(sections)) // count] for index in range(count)]
    return tuple(
        FORMS[index % len(FORMS)].format(section=section.title)
        for index, section in enumerate(chosen)
    )


def _askable(section: Section, catalogue: Catalogue) -> bool:
    return len(section.title) <= LONGEST_TITLE and bool(catalogue.skills_of(section.id))

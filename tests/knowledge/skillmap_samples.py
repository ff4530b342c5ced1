"""A small document and maps for it."""

from ingest.outline import outline
from knowledge.model import Outline, SkillMap
from knowledge.skillmap.reader import MapReading, read_map

DOCUMENT = """# Tea
## Water
- Filling a kettle
- Boiling water
## Leaves
- Choosing leaves
- Steeping
## Service
- Pouring
- Boiling water
"""


def sample_outline() -> Outline:
    """Return a document with six skills, two of them with the same name."""
    return outline(DOCUMENT, "tea.md")


def read(text: str | bytes) -> MapReading:
    """Read a map of the sample."""
    return read_map(text.encode() if isinstance(text, str) else text, sample_outline())


def made(text: str) -> SkillMap:
    """Return the map, which must have no problems."""
    reading = read(text)
    assert reading.skill_map, reading.problems
    return reading.skill_map


def ids() -> dict[str, str]:
    """Return the ids of the sample's skills by "Section > text"."""
    whole = sample_outline()
    titles = {section.id: section.title for section in whole.sections}
    return {f"{titles[skill.section_id]} > {skill.text}": skill.id for skill in whole.skills}

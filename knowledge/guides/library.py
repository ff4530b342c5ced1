"""The field library: guides to concepts that many teams write down, and their vectors.

People read and edit ``library/*.md``; ``python -m knowledge.guides.library`` checks them and writes
``library.json`` and ``library.npz``, so that neither a start nor an ingest reads or embeds them.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path

from knowledge.embeddings.shipped import ShippedVectors, write_vectors
from knowledge.guide_model import Guide, GuideSource, parts_of
from knowledge.guides.codec import guide_as_dict, guide_from_dict
from knowledge.guides.reader import read_guides

HERE = Path(__file__).parent
VECTORS = ShippedVectors(__package__, "library.npz")


@cache
def load_library() -> tuple[Guide, ...]:
    """Return every guide of the library; read once."""
    text = resources.files(__package__).joinpath("library.json").read_text("utf-8")
    return tuple(guide_from_dict(stored) for stored in json.loads(text))


@cache
def library_digest() -> str:
    """Return what tells versions of the library apart: with another one, links are made again."""
    data = resources.files(__package__).joinpath("library.json").read_bytes()
    return sha256(data).hexdigest()[:16]


def concept_text(guide: Guide) -> str:
    """Return what a concept is compared by when a skill is linked to it."""
    return ", ".join((guide.title, *guide.aliases[:6]))


def shipped_documents() -> tuple[Guide, ...]:
    """Return the guides of the documents in this checkout's ``skills/``; none once installed.

    Their vectors ship too, so that the first ingest of a new user doesn't embed a book.
    """
    folder = HERE.parent.parent / "skills"
    files = sorted(folder.glob("*.guides/**/*.md"))
    readings = (read_guides(f.read_text("utf-8"), f.name, GuideSource.TEAM) for f in files)
    return tuple(guide for reading in readings for guide in reading.guides)


def texts(guides: tuple[Guide, ...]) -> list[str]:
    """Return everything that is embedded of some guides."""
    keys = [part.key for guide in guides for part in parts_of(guide)]
    return [*keys, *map(concept_text, guides)]


def read_sources() -> tuple[Guide, ...]:
    """Read the Markdown files. Raises ValueError with every problem, one per line."""
    guides: list[Guide] = []
    problems: list[str] = []
    for file in sorted((HERE / "library").rglob("*.md")):
        name = file.relative_to(HERE).as_posix()
        reading = read_guides(file.read_text("utf-8"), name, GuideSource.LIBRARY)
        guides += reading.guides
        problems += [f"{name}, {problem}" for problem in reading.problems]
    titles = [guide.title for guide in guides]
    problems += [f"two guides are called {t}" for t in set(titles) if titles.count(t) > 1]
    if problems:
        raise ValueError("\n".join(problems))
    return tuple(guides)


def rendered(guides: tuple[Guide, ...]) -> str:
    """Return the text of ``library.json``: one guide per line."""
    lines = (json.dumps(guide_as_dict(guide), ensure_ascii=False) for guide in guides)
    return "[\n" + ",\n".join(lines) + "\n]\n"


def main() -> int:
    """Check the Markdown and write both files; 1 when something is wrong."""
    from knowledge.embeddings.sentence_transformers_embedder import MiniLM

    try:
        guides = read_sources()
    except ValueError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    (HERE / "library.json").write_text(rendered(guides), "utf-8")
    known = texts((*guides, *shipped_documents()))
    write_vectors(HERE / "library.npz", known, MiniLM(), VECTORS)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Searchers over small and real documents, for retrieval tests."""

from pathlib import Path

from ingest.outline import outline
from knowledge.answers.answerer import Answerer
from knowledge.lexicon.lexicon import Lexicon
from knowledge.library import Library
from knowledge.ports import Embedder
from knowledge.retrieval.searcher import Searcher
from tests.fakes.knowledge import HashingEmbedder, MemoryIndex

GARDEN = """# Kitchen Garden

## Growing

### Soil
- Composting kitchen waste
- Mulching and watering beds

### Seeds
- Sowing tomatoes indoors
- Saving seeds over winter

## Keeping

### Storage
Potatoes keep in a dark and cool cellar.
"""
OFFICE = """# Office

### Post
- Franking letters
- Sorting parcels
"""


def searcher(*texts: str, embedder: Embedder | None = None) -> Searcher:
    """Return a searcher over documents given as Markdown."""
    library = Library(MemoryIndex(), embedder or HashingEmbedder())
    for number, text in enumerate(texts):
        library.add(outline(text, f"{number}.md"), str(number))
    return Searcher(library.index, library.embedder, library.catalogue, Lexicon.load(), ())


def answerer(*texts: str) -> Answerer:
    """Return an answerer over documents given as Markdown."""
    return Answerer(searcher(*texts), Lexicon.load())


def read(path: Path) -> str:
    """Return a document's text."""
    return path.read_text("utf-8")

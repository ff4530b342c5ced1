"""Writes the paraphrases' vectors to ``vectors.npz``, with the packaged embedder.

Run ``python -m knowledge.retrieval.paraphrase_vectors`` after a change to them or to the lexicon.
"""

from pathlib import Path

from knowledge.embeddings.shipped import write_vectors
from knowledge.lexicon.lexicon import Lexicon
from knowledge.paraphrases.paraphrases import load
from knowledge.retrieval.expansion import expansion

TARGET = Path(__file__).parent.parent / "paraphrases" / "vectors.npz"


def texts() -> tuple[str, ...]:
    """Return every topic, saying and term expansion, without duplicates."""
    sayings, terms = load(), Lexicon.load().terms
    found = (*sayings.topics, *sayings.sayings, *(expansion(term) for term in terms))
    return tuple(dict.fromkeys(found))


def main() -> None:
    """Write ``vectors.npz``."""
    from knowledge.embeddings.sentence_transformers_embedder import MiniLM

    write_vectors(TARGET, texts(), MiniLM())


if __name__ == "__main__":
    main()

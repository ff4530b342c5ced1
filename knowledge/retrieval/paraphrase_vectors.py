"""Embeds the paraphrases into ``vectors.npz`` with the packaged embedder.

Run ``python -m knowledge.retrieval.paraphrase_vectors`` after a change to them or to the lexicon.
"""

from pathlib import Path

import numpy as np

from knowledge.lexicon.lexicon import Lexicon
from knowledge.paraphrases.paraphrases import digest, load, packed
from knowledge.retrieval.expansion import expansion

TARGET = Path(__file__).parent.parent / "paraphrases" / "vectors.npz"


def texts() -> tuple[str, ...]:
    """Every topic, every saying, and what every term of the lexicon is, once."""
    sayings, terms = load(), Lexicon.load().terms
    said = (*sayings.topics, *sayings.sayings, *(expansion(term) for term in terms))
    return tuple(dict.fromkeys(said))


def main() -> None:
    """Write the file."""
    from knowledge.embeddings.sentence_transformers_embedder import MiniLM

    embedder, wanted = MiniLM(), texts()
    np.savez_compressed(
        TARGET,
        embedder=embedder.name,
        digests=np.array([digest(text) for text in wanted], dtype=np.uint64),
        vectors=packed(embedder.embed(wanted)),
    )


if __name__ == "__main__":
    main()

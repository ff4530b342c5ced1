"""Makes ``vectors.npz`` with the packaged embedder: ``python -m knowledge.paraphrases.build``."""

from pathlib import Path

import numpy as np

from knowledge.paraphrases import digest, load, packed

TARGET = Path(__file__).parent / "vectors.npz"


def texts() -> tuple[str, ...]:
    """Every topic and saying once."""
    sayings = load()
    return tuple(dict.fromkeys((*sayings.topics, *sayings.sayings)))


def main() -> None:
    """Writes the file anew."""
    from knowledge.embedder import MiniLM

    embedder, wanted = MiniLM(), texts()
    np.savez_compressed(
        TARGET,
        embedder=embedder.name,
        digests=np.array([digest(text) for text in wanted], dtype=np.uint64),
        vectors=packed(embedder.embed(wanted)),
    )


if __name__ == "__main__":
    main()

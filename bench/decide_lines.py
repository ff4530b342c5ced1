"""`python -m bench.decide_lines FILE`: how many questions have a near *Decide* line in the guides.

FILE holds JSON lines with ``question``, ``field`` and ``split``. The nearest line decides how good
an answer is, so this share says where to write more before anybody grades anything.
"""

import argparse
import json
from collections import defaultdict
from pathlib import Path

from bot.assemble import build_embedder
from bot.settings import load_settings
from knowledge.guide_model import PartKind, parts_of
from knowledge.guides.library import VECTORS, load_library, shipped_documents

NEAR = 0.65
CLOSE = 0.55


def main() -> None:
    """Print a line per field and split: questions, and the shares that are near, close and far."""
    parser = argparse.ArgumentParser(prog="python -m bench.decide_lines", description=__doc__)
    parser.add_argument("file", type=Path)
    rows = [json.loads(line) for line in parser.parse_args().file.read_text("utf-8").splitlines()]
    embedder = build_embedder(load_settings())
    keys = [
        part.key
        for guide in (*load_library(), *shipped_documents())
        for part in parts_of(guide)
        if part.kind is PartKind.DECISION
    ]
    best = (embedder.embed([r["question"] for r in rows]) @ VECTORS.embed(keys, embedder).T).max(1)
    groups: dict[tuple[str, str], list[float]] = defaultdict(list)
    for row, value in zip(rows, best.tolist(), strict=True):
        groups[row["field"], row["split"]].append(value)
    for (field, split), values in sorted(groups.items()):
        near = sum(value >= NEAR for value in values) / len(values)
        close = sum(CLOSE <= value < NEAR for value in values) / len(values)
        print(f"{field:10} {split:6} {len(values):4} near {near:.2f} close {close:.2f}")


if __name__ == "__main__":
    main()

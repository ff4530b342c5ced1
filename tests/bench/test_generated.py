from itertools import islice
from pathlib import Path

import numpy as np

from bench.generated import GeneratedVectors, skills, write_documents
from bench.naive import sections
from ingest.outline import outline


def test_skills_are_distinct_and_the_same_each_time() -> None:
    many = list(islice(skills(), 20_000))
    assert len(set(many)) == 20_000
    assert many == list(islice(skills(), 20_000))


def test_documents_hold_the_sections_and_passages_asked_for(tmp_path: Path) -> None:
    write_documents(tmp_path, 25, a_document=10)
    texts = [path.read_text("utf-8") for path in sorted(tmp_path.glob("*.md"))]
    read = [outline(text, "made.md") for text in texts]
    assert [len(each.sections) for each in read] == [10, 10, 5]
    assert sum(len(each.passages) for each in read) == 25 * 5
    assert [len(sections(text)) for text in texts] == [10, 10, 5]


def test_made_vectors_are_unit_and_nearer_for_shared_words() -> None:
    vectors = GeneratedVectors().embed(["caching queues at night", "caching queues", "a mesh", ""])
    assert vectors.shape == (4, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]
    assert GeneratedVectors().embed([]).shape == (0, 384)

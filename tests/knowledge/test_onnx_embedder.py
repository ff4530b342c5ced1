"""The exported MiniLM has the original's vectors, and a damaged export is refused."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.embeddings.export import BOUND, export
from knowledge.embeddings.onnx_embedder import OnnxMiniLM, checksum_path, exported_path
from knowledge.embeddings.sentence_transformers_embedder import MiniLM
from knowledge.errors import CoachError

TEXTS = [
    "",
    "API",
    "capped how often a tenant may call us",
    "Wie skaliere ich einen Dienst? 日本語 🙂",
    "word " * 700,
    *(f"skill number {n} " * n for n in range(1, 40)),
]


@pytest.fixture(scope="module")
def fast() -> OnnxMiniLM:
    """Return the embedder of setup's export, which is made here if setup hasn't run."""
    if not checksum_path(exported_path()).exists():
        export(exported_path())
    return OnnxMiniLM(exported_path())


@pytest.fixture(scope="module")
def reference() -> MiniLM:
    return MiniLM()


def test_same_vectors_as_the_reference(fast: OnnxMiniLM, reference: MiniLM) -> None:
    assert fast.name == reference.name
    assert np.abs(fast.embed(TEXTS) - reference.embed(TEXTS)).max() < BOUND


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=400))
def test_same_vector_for_any_text(fast: OnnxMiniLM, reference: MiniLM, text: str) -> None:
    assert np.abs(fast.embed([text]) - reference.embed([text])).max() < BOUND


def test_a_vector_does_not_depend_on_the_other_texts(fast: OnnxMiniLM) -> None:
    together = fast.embed(TEXTS)
    alone = np.concatenate([fast.embed([text]) for text in TEXTS])
    assert np.abs(together - alone).max() < BOUND
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert fast.embed([]).shape == (0, 384)


@pytest.mark.parametrize("damage", ["bytes", "no checksum"])
def test_damaged_export_is_refused(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "model.onnx"
    path.write_bytes(b"not a model")
    if damage == "bytes":
        checksum_path(path).write_text("0" * 64)
    with pytest.raises(CoachError, match=r"python -m knowledge\.embeddings\.export"):
        OnnxMiniLM(path).embed(["text"])

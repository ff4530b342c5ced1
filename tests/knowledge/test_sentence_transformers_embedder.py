"""The embedders: unit vectors, official weights, no network, no heavy imports before use."""

import os
import subprocess
import sys
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.embeddings.sentence_transformers_embedder import (
    MiniLM,
    SentenceTransformersEmbedder,
    check_weights,
)
from knowledge.errors import CoachError
from knowledge.ports import Embedder
from tests.fakes.knowledge import HashingEmbedder

TEXTS = ["caching strategies", "", "a", "how do I version an API? " * 40, "漢字 🙂"]


@pytest.fixture(params=["minilm", "hashing"])
def any_embedder(request: pytest.FixtureRequest) -> Embedder:
    if request.param == "hashing":
        return HashingEmbedder()
    minilm: Embedder = request.getfixturevalue("embedder")
    return minilm


def test_there_is_one_unit_vector_per_text(any_embedder: Embedder) -> None:
    vectors = any_embedder.embed(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape[0] == len(TEXTS)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_no_texts_give_no_rows(any_embedder: Embedder) -> None:
    width = any_embedder.embed(["a"]).shape[1]
    assert any_embedder.embed([]).shape == (0, width)


def test_a_vector_does_not_depend_on_the_other_texts(any_embedder: Embedder) -> None:
    together = any_embedder.embed(TEXTS)
    alone = np.concatenate([any_embedder.embed([text]) for text in TEXTS])
    assert np.abs(together - alone).max() < 1e-5


def test_minilm_knows_meaning(embedder: Embedder) -> None:
    query, near, far = embedder.embed(["make it faster", "performance tuning", "payment gateway"])
    assert query @ near > query @ far


@given(st.lists(st.text(), max_size=5))
def test_hashing_embeds_any_text_the_same_each_time(texts: list[str]) -> None:
    vectors = HashingEmbedder().embed(texts)
    assert np.array_equal(vectors, HashingEmbedder().embed(texts))
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_minilm_has_one_name_everywhere(tmp_path: Path) -> None:
    assert MiniLM(tmp_path / "verified").name == MiniLM().name == "all-MiniLM-L6-v2-53aa5117"


def test_wrong_weights_are_refused(tmp_path: Path) -> None:
    weights = tmp_path / "weights"
    weights.write_bytes(b"forged")
    for file in (weights, tmp_path / "none"):
        with pytest.raises(CoachError, match="get it again"):
            check_weights(file, sha256(b"true").hexdigest(), None, "get it again")


def test_right_weights_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    weights, seal = tmp_path / "weights", tmp_path / "data" / "verified"
    weights.write_bytes(b"true")
    expected = sha256(b"true").hexdigest()
    check_weights(weights, expected, seal, "get it again")
    reads = []

    def count(*arguments: Any) -> Any:
        reads.append(arguments)
        return file_digest(*arguments)

    monkeypatch.setattr("knowledge.embeddings.sentence_transformers_embedder.file_digest", count)
    check_weights(weights, expected, seal, "get it again")
    assert not reads
    os.utime(weights, ns=(1, 1))
    check_weights(weights, expected, seal, "get it again")
    assert len(reads) == 1
    weights.write_bytes(b"forged")
    with pytest.raises(CoachError):
        check_weights(weights, expected, seal, "get it again")


def test_a_folder_is_named_by_what_is_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "config.json").write_text("{}")
    first = SentenceTransformersEmbedder(str(folder)).name
    assert first.startswith("mine-")
    assert SentenceTransformersEmbedder(str(folder)).name == first
    (folder / "config.json").write_text("[]")
    assert SentenceTransformersEmbedder(str(folder)).name != first


USE_OFFLINE = """
import sys, socket
import ingest.pipeline, knowledge.library, knowledge.store.chroma
from knowledge.embeddings.sentence_transformers_embedder import MiniLM, SentenceTransformersEmbedder
from knowledge.errors import CoachError
heavy = {"torch", "chromadb", "transformers", "sentence_transformers", "httpx"} & set(sys.modules)
assert not heavy, heavy
def refuse(*arguments): raise AssertionError(arguments)
socket.socket.connect = socket.getaddrinfo = refuse
print(MiniLM().embed(["offline"]).shape)
try: SentenceTransformersEmbedder(sys.argv[1]).embed(["a"])
except CoachError as error: print(error)
"""


def test_no_heavy_imports_no_network_and_a_clear_error(tmp_path: Path) -> None:
    """One process for all three: loading PyTorch takes seconds."""
    # The test must not pass only because the hub's offline switch is set.
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("HF_", "TRANSFORMERS_"))}
    command = [sys.executable, "-c", USE_OFFLINE, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, env=plain, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    shape, error = done.stdout.splitlines()
    assert shape == "(1, 384)"
    assert "Check COACH_EMBEDDING_MODEL" in error

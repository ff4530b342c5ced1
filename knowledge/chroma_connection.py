"""Where Chroma runs: in a folder of ours or as a server. The only importer of chromadb.

chromadb costs most of a second to import, so that happens with the first use.
"""

import re
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import RLock
from typing import Any
from urllib.parse import urlsplit

from knowledge.errors import CoachError

TIMEOUT = 10.0
"""Seconds that a Chroma server has for one answer."""

_DATABASE = "chroma.sqlite3"
_STAMP = "store-version"
_CHANGE_COUNTER = slice(24, 28)
"""Where SQLite keeps the number of its last transaction (its file format, section 1.3.7)."""


@dataclass(frozen=True, slots=True)
class Collections:
    """The two collections of one embedder, and how many records one call may carry."""

    passages: Any
    documents: Any
    batch: int


def store_stamp(folder: Path) -> str | None:
    """Names this version of the store in ``folder``; None where none is. Needs no chromadb.

    Every commit and removal writes another one; so does a store made anew.
    """
    try:
        return (folder / _STAMP).read_text("ascii") if (folder / _DATABASE).exists() else None
    except (OSError, UnicodeDecodeError):
        return None


class ChromaConnection:
    """Opens a client when first used, hands out its collections, and words its failures.

    A folder has one user at a time: its client is not safe while it is opened anew.
    """

    def __init__(self, place: "Folder | Server", embedder: str) -> None:
        self.place = place
        self._suffix = _collection_suffix(embedder)
        self._lock = RLock()
        self._client: Any = None
        self._collections: Collections | None = None

    @contextmanager
    def use(self) -> Iterator[Collections]:
        """The collections for the time of one operation. Raises CoachError for any failure."""
        with self.place.turns(self._lock), self._failures():
            yield self._open()

    def reopen(self) -> None:
        """Drops what an embedded client holds in memory: it never sees other processes' vectors."""
        if self.place.stale_after_changes:
            self.close()

    def close(self) -> None:
        """Closes the client; the next use opens another."""
        with self._lock:
            client, self._client, self._collections = self._client, None, None
            if client is not None:
                self.place.let_go(client)

    def _open(self) -> Collections:
        with self._lock:
            if self._client is None:
                self._client = self.place.client()
            if self._collections is None:
                self._collections = self._get_collections()
            return self._collections

    def _get_collections(self) -> Collections:
        client = self._client
        passages, documents = (
            client.get_or_create_collection(
                f"{kind}-{self._suffix}",
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine", "ef_search": 256}},
            )
            for kind in ("passages", "documents")
        )
        return Collections(passages, documents, client.get_max_batch_size())

    @contextmanager
    def _failures(self) -> Iterator[None]:
        import httpx
        from chromadb.errors import ChromaError, NotFoundError

        try:
            yield
        except NotFoundError as error:
            self._collections = None  # Somebody reset the store: the next use makes them anew.
            raise CoachError(self.place.trouble) from error
        except (ChromaError, httpx.HTTPError, OSError, ValueError, RuntimeError) as error:
            raise CoachError(self.place.trouble) from error


@dataclass(frozen=True, slots=True)
class Folder:
    """Chroma inside this process, its files in ``path``."""

    path: Path
    stale_after_changes = True

    @property
    def trouble(self) -> str:
        """What to tell people when it fails."""
        return (
            f"The knowledge store in {self.path} cannot be used. Check that the folder can be"
            " written and the disk has room; if it stays so, delete it and ingest again."
        )

    def turns(self, lock: RLock) -> AbstractContextManager[object]:
        """One operation at a time."""
        return lock

    def client(self) -> Any:
        """Opens the folder, making it where it is missing."""
        from filelock import FileLock

        self.path.mkdir(parents=True, exist_ok=True)
        # Two processes that make the same database at once would break it.
        with FileLock(self.path / "open.lock", timeout=60):
            client = self._persistent_client()
            if store_stamp(self.path) is None:
                self.mark()
        return client

    def _persistent_client(self) -> Any:
        import chromadb
        from chromadb.api.shared_system_client import SharedSystemClient
        from chromadb.errors import ChromaError

        try:
            return chromadb.PersistentClient(str(self.path), settings=_settings())
        except ChromaError:
            # chromadb would hand out the half-opened client to whoever asks next.
            SharedSystemClient._identifier_to_system.pop(str(self.path), None)
            raise

    def let_go(self, client: Any) -> None:
        """Closes its files."""
        client.close()

    def mark(self) -> None:
        """Writes another stamp."""
        fresh = self.path / f"{_STAMP}.{uuid.uuid4().hex}"
        fresh.write_text(uuid.uuid4().hex, "ascii")
        fresh.replace(self.path / _STAMP)

    def tide(self) -> str | None:
        """Changes with everything written to the folder, by whomever; costs two small reads."""
        with suppress(OSError), (self.path / _DATABASE).open("rb") as database:
            return f"{database.read(100)[_CHANGE_COUNTER].hex()}-{store_stamp(self.path)}"
        return None


@dataclass(frozen=True, slots=True)
class Server:
    """A Chroma server at ``url`` (http or https)."""

    url: str
    stale_after_changes = False

    @property
    def trouble(self) -> str:
        """What to tell people when it fails."""
        shown = re.sub(r"//[^/@]*@", "//", self.url)
        return (
            f"The Chroma server at {shown} does not answer as it should."
            " Check COACH_CHROMA_URL and that the server runs."
        )

    def turns(self, lock: RLock) -> AbstractContextManager[object]:  # noqa: ARG002
        """As many operations at a time as there are threads."""
        return nullcontext()

    def client(self) -> Any:
        """Connects; waits for no answer longer than TIMEOUT."""
        import chromadb
        import httpx

        parts = urlsplit(self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise CoachError("COACH_CHROMA_URL must look like http://host:8000.")
        secure = parts.scheme == "https"
        port = parts.port or (443 if secure else 8000)
        # chromadb's own first requests have no time limit: ask once before it does.
        base = httpx.URL(scheme=parts.scheme, host=parts.hostname, port=port)
        httpx.get(base.join("/api/v2/heartbeat"), timeout=TIMEOUT).raise_for_status()
        client = chromadb.HttpClient(parts.hostname, port, ssl=secure, settings=_settings())
        for session in _sessions(client):
            session.timeout = TIMEOUT
        return client

    def let_go(self, client: Any) -> None:
        """Closes its connections, which chromadb leaves open."""
        for session in _sessions(client):
            session.close()
        client.close()

    def mark(self) -> None:
        """A server tells by itself what it holds."""

    def tide(self) -> str | None:
        """Unknown: a server has to be asked."""
        return None


def _sessions(client: Any) -> Iterator[Any]:
    """The HTTP sessions of a client: chromadb gives no other way to limit or close them."""
    for part in (client, client._admin_client):
        yield part._server._session


def _settings() -> Any:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)


def _collection_suffix(embedder: str) -> str:
    """Vectors of different models live apart; Chroma allows letters, digits, dot and dashes."""
    readable = re.sub(r"[^a-zA-Z0-9]+", "-", embedder).strip("-")[:40]
    return f"{readable}-{sha256(embedder.encode()).hexdigest()[:8]}"

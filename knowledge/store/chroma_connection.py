"""Connects to Chroma, in a local folder or on a server.

chromadb takes most of a second to import, so it is imported on first use.
"""

import os
import re
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import Any
from urllib.parse import urlsplit

from knowledge.errors import CoachError, InputError

TIMEOUT = 10.0
"""Seconds to wait for a response from a Chroma server."""

_DATABASE = "chroma.sqlite3"
_STAMP = "store-version"


def store_stamp(folder: Path) -> str | None:
    """Return the stamp of the store's version in ``folder``; None if there is no store.

    Every commit and removal writes a new one, and so does a new store. Doesn't import chromadb.
    """
    try:
        return (folder / _STAMP).read_text("ascii") if (folder / _DATABASE).exists() else None
    except (OSError, UnicodeDecodeError):
        return None


@dataclass(frozen=True, slots=True)
class ChromaFolder:
    """Chroma in this process, with its files in ``path``."""

    path: Path
    stale_after_changes = True

    @property
    def trouble(self) -> str:
        """The error message for people."""
        return (
            f"Can't use the knowledge store in {self.path}. Check that the folder is writable "
            "and the disk has space. If that doesn't help, delete the folder and ingest "
            "again."
        )

    @contextmanager
    def turns(self, lock: RLock) -> Iterator[None]:
        """Allow one operation at a time across all processes.

        Embedded Chroma crashes the process when it loads vectors that another one is writing.

        Raises:
            InputError: the folder can't be made.
        """
        from filelock import FileLock

        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(
                f"Can't write to {self.path.parent} ({error.strerror}). Check its permissions or "
                "set COACH_DATA_DIR."
            ) from error
        with lock, FileLock(self.path / "turns.lock", timeout=60, poll_interval=0.005):
            yield

    def client(self) -> Any:
        """Open the folder, creating it if it is missing."""
        import chromadb
        from chromadb.api.shared_system_client import SharedSystemClient
        from chromadb.errors import ChromaError

        try:
            client = chromadb.PersistentClient(str(self.path), settings=_settings())
        except ChromaError:
            # Otherwise chromadb would return the half-opened client to the next caller.
            SharedSystemClient._identifier_to_system.pop(str(self.path), None)
            raise
        if store_stamp(self.path) is None:
            self.mark()
        return client

    def close_client(self, client: Any) -> None:
        """Close the client's files."""
        client.close()

    def mark(self) -> None:
        """Write a new stamp."""
        fresh = self.path / f"{_STAMP}.{uuid.uuid4().hex}"
        fresh.write_text(uuid.uuid4().hex, "ascii")
        fresh.replace(self.path / _STAMP)

    def change_token(self) -> str | None:
        """Return a value that changes with every write to the folder, from two file lookups."""
        # Never open the database here: closing it would drop SQLite's locks on it. Called several
        # times per question, so this avoids Path and file objects, which cost more than the calls.
        folder = os.fspath(self.path)
        with suppress(OSError):
            database = os.stat(os.path.join(folder, _DATABASE))
            return f"{database.st_mtime_ns} {database.st_size} {_stamp(folder)}"
        return None


def _stamp(folder: str) -> str:
    file = os.open(os.path.join(folder, _STAMP), os.O_RDONLY)
    try:
        return os.read(file, 64).decode("ascii")
    finally:
        os.close(file)


@dataclass(frozen=True, slots=True)
class ChromaServer:
    """A Chroma server at ``url`` (http or https)."""

    url: str
    stale_after_changes = False

    @property
    def trouble(self) -> str:
        """The error message for people."""
        shown = re.sub(r"//[^/@]*@", "//", self.url)
        return (
            f"The Chroma server at {shown} isn't responding as expected. Check "
            "COACH_CHROMA_URL and that the server is running."
        )

    def turns(self, lock: RLock) -> AbstractContextManager[object]:  # noqa: ARG002
        """Allow any number of operations at a time."""
        return nullcontext()

    def client(self) -> Any:
        """Connect, waiting at most TIMEOUT for each response.

        Raises:
            CoachError: the URL isn't valid.
        """
        import chromadb
        import httpx

        parts = urlsplit(self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise CoachError("COACH_CHROMA_URL must look like http://host:8000.")
        secure = parts.scheme == "https"
        port = parts.port or (443 if secure else 8000)
        # chromadb's first requests have no time limit, so check first that the server responds.
        base = httpx.URL(scheme=parts.scheme, host=parts.hostname, port=port)
        httpx.get(base.join("/api/v2/heartbeat"), timeout=TIMEOUT).raise_for_status()
        client = chromadb.HttpClient(parts.hostname, port, ssl=secure, settings=_settings())
        for session in _sessions(client):
            session.timeout = TIMEOUT
        return client

    def close_client(self, client: Any) -> None:
        """Close the client's connections, which chromadb leaves open."""
        for session in _sessions(client):
            session.close()
        client.close()

    def mark(self) -> None:
        """Do nothing: a server is always asked what it contains."""

    def change_token(self) -> str | None:
        """Return None: only the server knows."""
        return None


def _sessions(client: Any) -> Iterator[Any]:
    """Yield a client's HTTP sessions; chromadb has no other way to limit or close them."""
    for part in (client, client._admin_client):
        yield part._server._session


def _settings() -> Any:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)

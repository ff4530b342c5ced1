"""Where Chroma runs: in a folder of ours or as a server.

chromadb costs most of a second to import, so that happens with the first use.
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

from knowledge.errors import CoachError

TIMEOUT = 10.0
"""Seconds that a Chroma server has for one answer."""

_DATABASE = "chroma.sqlite3"
_STAMP = "store-version"


def store_stamp(folder: Path) -> str | None:
    """Names this version of the store in ``folder``; None where none is. Needs no chromadb.

    Every commit and removal writes another one; so does a store made anew.
    """
    try:
        return (folder / _STAMP).read_text("ascii") if (folder / _DATABASE).exists() else None
    except (OSError, UnicodeDecodeError):
        return None


@dataclass(frozen=True, slots=True)
class ChromaFolder:
    """Chroma inside this process, its files in ``path``."""

    path: Path
    stale_after_changes = True

    @property
    def trouble(self) -> str:
        """What to tell people when it fails."""
        return (
            f"Can't use the knowledge store in {self.path}. Check that the folder is writable "
            "and the disk has space. If that doesn't help, delete the folder and ingest "
            "again."
        )

    @contextmanager
    def turns(self, lock: RLock) -> Iterator[None]:
        """One operation at a time, in all processes together.

        Embedded Chroma crashes the process when it loads vectors that another one is writing.
        """
        from filelock import FileLock

        self.path.mkdir(parents=True, exist_ok=True)
        with lock, FileLock(self.path / "turns.lock", timeout=60, poll_interval=0.005):
            yield

    def client(self) -> Any:
        """Opens the folder, making it where it is missing."""
        import chromadb
        from chromadb.api.shared_system_client import SharedSystemClient
        from chromadb.errors import ChromaError

        try:
            client = chromadb.PersistentClient(str(self.path), settings=_settings())
        except ChromaError:
            # chromadb would hand out the half-opened client to whoever asks next.
            SharedSystemClient._identifier_to_system.pop(str(self.path), None)
            raise
        if store_stamp(self.path) is None:
            self.mark()
        return client

    def let_go(self, client: Any) -> None:
        """Closes its files."""
        client.close()

    def mark(self) -> None:
        """Writes another stamp."""
        fresh = self.path / f"{_STAMP}.{uuid.uuid4().hex}"
        fresh.write_text(uuid.uuid4().hex, "ascii")
        fresh.replace(self.path / _STAMP)

    def change_token(self) -> str | None:
        """Changes with everything written to the folder, by whomever; costs a look at two files."""
        # Never open the database here: closing it would drop the locks that SQLite holds on it.
        # Asked several times a question: paths and files as objects cost more than the look itself.
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
        """What to tell people when it fails."""
        shown = re.sub(r"//[^/@]*@", "//", self.url)
        return (
            f"The Chroma server at {shown} isn't responding as expected. Check "
            "COACH_CHROMA_URL and that the server is running."
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

    def change_token(self) -> str | None:
        """Unknown: a server has to be asked."""
        return None


def _sessions(client: Any) -> Iterator[Any]:
    """The HTTP sessions of a client: chromadb gives no other way to limit or close them."""
    for part in (client, client._admin_client):
        yield part._server._session


def _settings() -> Any:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)

"""The stores that every contract test runs on: in memory, embedded Chroma, a Chroma server."""

import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic, sleep

import httpx
import pytest

from knowledge.ports import PassageIndex
from knowledge.store.chroma import ChromaIndex
from knowledge.store.chroma_connection import ChromaFolder, ChromaServer
from tests.fakes.knowledge import MemoryIndex
from tests.ports import free_port

OpenIndex = Callable[[], PassageIndex]
"""Opens one more view of the test's own store."""


@pytest.fixture(scope="session")
def chroma_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real Chroma server, running for as long as the tests do."""
    port = free_port()
    with _chroma(tmp_path_factory.mktemp("chroma-server"), port) as server:
        url = f"http://127.0.0.1:{port}"
        end = monotonic() + 60
        while not _answers(url):
            assert server.poll() is None, "chroma run ended"
            assert monotonic() < end, "chroma run does not answer"
            sleep(0.05)
        yield url


@contextmanager
def _chroma(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    start = "from chromadb.cli.cli import app; app()"
    arguments = ["run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    command = [sys.executable, "-c", start, *arguments]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, cwd=folder, stdout=quiet, stderr=quiet)
    try:
        yield server
    finally:
        server.terminate()
        server.wait(30)


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/api/v2/heartbeat", timeout=1).is_success
    except httpx.HTTPError:
        return False


@pytest.fixture(params=["memory", "folder", "server"])
def open_index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpenIndex]:
    """An empty store of each kind; whatever is opened on it is closed at the end."""
    # Another embedder's name means other collections: so one server serves all tests.
    embedder = f"test {uuid.uuid4().hex}"
    memory = MemoryIndex()
    with ExitStack() as opened:

        def open_one() -> PassageIndex:
            if request.param == "memory":
                return memory
            server = request.param == "server"
            place = (
                ChromaServer(request.getfixturevalue("chroma_url"))
                if server
                else ChromaFolder(tmp_path / "chroma")
            )
            index = ChromaIndex(place, embedder)
            opened.callback(index.close)
            return index

        yield open_one


@pytest.fixture
def index(open_index: OpenIndex) -> PassageIndex:
    """An empty store of each kind."""
    return open_index()

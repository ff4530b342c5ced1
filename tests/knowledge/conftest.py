"""The stores for contract tests: in memory, embedded Chroma, and a Chroma server."""

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
"""Opens another view of the test's store."""


@pytest.fixture(scope="session")
def chroma_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the URL of a real Chroma server that runs as long as the tests."""
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
    """Return an empty store of each kind; all its views are closed at the end."""
    # Each embedder name has its own collections, so one server is enough for all tests.
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
    """Return an empty store of each kind."""
    return open_index()

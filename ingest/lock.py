"""A lock file in the data folder that allows one ingest at a time; a crash releases it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge.errors import CoachError


@contextmanager
def ingest_lock(folder: Path, seconds: float) -> Iterator[None]:
    """Hold the folder's ingest lock, waiting up to ``seconds`` for it.

    Raises:
        CoachError: another process kept the lock, or the folder isn't writable.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / "ingest.lock")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=seconds)
    except Timeout as error:
        raise CoachError(
            "Another ingest is running. Wait until it has finished, then try again."
        ) from error
    except OSError as error:
        raise CoachError(
            f"Can't write to {folder}. Check its permissions or set COACH_DATA_DIR."
        ) from error
    try:
        yield
    finally:
        lock.release()

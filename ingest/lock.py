"""One ingest at a time: a lock file in the data folder, which a crash lets go of."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge.errors import CoachError


@contextmanager
def exclusive(folder: Path, seconds: float) -> Iterator[None]:
    """Holds the folder's ingest lock. Raises CoachError when another process keeps it too long."""
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

"""Percentiles, ratios and memory use, in seconds and bytes; reports choose the units."""

import math
import resource
import sys
from collections.abc import Sequence
from pathlib import Path

_STATUS = Path("/proc/self/status")


def percentile(samples: Sequence[float], share: float) -> float:
    """Return the nearest-rank percentile: the smallest sample that ``share`` (0 to 1) don't exceed.

    Raises:
        ValueError: there are no samples, or the share is outside 0 to 1.
    """
    if not samples or not 0 <= share <= 1:
        raise ValueError("a percentile needs samples and a share from 0 to 1")
    return sorted(samples)[max(math.ceil(share * len(samples)) - 1, 0)]


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> tuple[float, ...]:
    """Return ours divided by theirs, round by round, without the rounds where theirs is 0."""
    return tuple(a / b for a, b in zip(ours, theirs, strict=True) if b)


def resident_bytes() -> int:
    """Return the resident memory of this process; without /proc, its peak so far."""
    if _STATUS.exists():
        return resident_in(_STATUS.read_text("ascii", "replace"))
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # getrusage counts in bytes on macOS and in KiB elsewhere.
    return highest if sys.platform == "darwin" else highest * 1024


def resident_in(status: str) -> int:
    """Return VmRSS from a /proc status file, in bytes; its "kB" are KiB.

    Raises:
        ValueError: the file has no VmRSS.
    """
    for line in status.splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise ValueError("no VmRSS line")

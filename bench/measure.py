"""Figures from samples, and what a process weighs. Seconds and bytes; reports choose the units."""

import math
import resource
import sys
from collections.abc import Sequence
from pathlib import Path

_STATUS = Path("/proc/self/status")


def percentile(samples: Sequence[float], share: float) -> float:
    """The nearest-rank percentile: the least sample that ``share`` (0 to 1) do not exceed.

    Raises ValueError without samples or for a share outside 0 to 1.
    """
    if not samples or not 0 <= share <= 1:
        raise ValueError("a percentile needs samples and a share from 0 to 1")
    return sorted(samples)[max(math.ceil(share * len(samples)) - 1, 0)]


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> tuple[float, ...]:
    """Ours divided by theirs, round by round; rounds where theirs is nothing are left out."""
    return tuple(a / b for a, b in zip(ours, theirs, strict=True) if b)


def resident_bytes() -> int:
    """The resident memory of this process now; where there is no /proc, its highest so far."""
    if _STATUS.exists():
        return resident_in(_STATUS.read_text("ascii", "replace"))
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # getrusage counts in bytes on macOS and in KiB elsewhere.
    return highest if sys.platform == "darwin" else highest * 1024


def resident_in(status: str) -> int:
    """VmRSS of a /proc status file, in bytes; its "kB" are KiB. Raises ValueError without one."""
    for line in status.splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise ValueError("no VmRSS line")

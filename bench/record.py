"""Stores figures, and describes the machine they were measured on."""

import json
import os
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bench.report import Machine, Result, as_dict

RESULTS = Path(__file__).parent / "results"
BUSY = 0.7
"""Load average over the minute before the start from which figures are doubtful."""
PACKAGES = ("chromadb", "langchain-chroma", "onnxruntime", "sentence-transformers", "torch")


def machine() -> Machine:
    """Describe this machine as it is now, with nothing that identifies it."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    packages = tuple((name, found) for name in PACKAGES if (found := _version(name)))
    busy = hasattr(os, "getloadavg") and os.getloadavg()[0] > BUSY
    return Machine(cores or 1, platform.python_version(), packages, busy)


def write_result(folder: Path, result: Result, about: Machine) -> None:
    """Write a case's figures to the folder, replacing its previous ones."""
    folder.mkdir(exist_ok=True)
    text = json.dumps(as_dict(result, about), indent=2, ensure_ascii=False)
    (folder / f"{result.name}.json").write_text(text + "\n", "utf-8")


def progress(text: str) -> None:
    """Print a line of progress on stderr."""
    print(f"bench: {text}", file=sys.stderr, flush=True)


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None

"""Pins the dependencies of pyproject.toml into the two lock files: `make lock`.

torch, and the CUDA packages it names for Linux, stay out: the Makefile installs torch by its exact
version, which pins those packages itself, and a CPU build has other hashes than the default one.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = Path(sys.executable).with_name("uv")
# "torch==2.13.0", "nvidia-cublas-cu12==12.8.4"
ACCELERATOR = re.compile(r"^(torch|triton|nvidia-[a-z0-9-]+|cuda-[a-z0-9-]+)==", re.MULTILINE)


def compile_lock(output: str, *arguments: str) -> str:
    """Resolve pyproject.toml for every platform at once and return the lock file's text.

    Raises:
        CalledProcessError: uv can't resolve the dependencies.
    """
    command = [str(UV), "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
    command += ["--no-header", "--output-file", output, *arguments, "pyproject.toml"]
    subprocess.run(command, cwd=ROOT, check=True)
    return (ROOT / output).read_text()


def lock(output: str, *arguments: str) -> None:
    """Resolve twice: first to find the accelerator packages, then without them.

    Raises:
        CalledProcessError: uv can't resolve the dependencies.
    """
    left_out = sorted(set(ACCELERATOR.findall(compile_lock(output, *arguments))))
    options = [option for name in left_out for option in ("--no-emit-package", name)]
    compile_lock(output, "--generate-hashes", *options, *arguments)


if __name__ == "__main__":
    lock("requirements.lock")
    lock("requirements-dev.lock", "--group", "dev", "--constraint", "requirements.lock")

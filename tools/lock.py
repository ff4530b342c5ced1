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
ACCELERATOR = re.compile(r"^(torch|triton|nvidia-[a-z0-9-]+|cuda-[a-z0-9-]+)==", re.MULTILINE)


def compile_lock(output: str, *arguments: str) -> str:
    """Resolves pyproject.toml for every platform at once and returns the lock's text."""
    command = [str(UV), "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
    command += ["--no-header", "--output-file", output, *arguments, "pyproject.toml"]
    subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 - fixed arguments
    return (ROOT / output).read_text()


def lock(output: str, *arguments: str) -> None:
    """Resolves twice: first to learn which accelerator packages there are, then without them."""
    left_out = sorted(set(ACCELERATOR.findall(compile_lock(output, *arguments))))
    options = [option for name in left_out for option in ("--no-emit-package", name)]
    compile_lock(output, "--generate-hashes", *options, *arguments)


if __name__ == "__main__":
    lock("requirements.lock")
    lock("requirements-dev.lock", "--group", "dev", "--constraint", "requirements.lock")

"""The `coach` command, run within the test's own process."""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from bot.assemble import KnowledgeService
from bot.cli import main


class KeptOpen(KnowledgeService):
    """The tests' own knowledge core, which a command may not close."""

    def close(self) -> None:
        """Stays open for the next test."""


@dataclass(frozen=True)
class Said:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, object]:
        """The one JSON document on stdout."""
        (line,) = self.out.splitlines()
        found = json.loads(line)
        assert isinstance(found, dict)
        return found


Coach = Callable[..., Said]


def running(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *first: str
) -> Coach:
    """Runs `coach` with arguments, the ``first`` of them always the same."""

    def run(*arguments: str, stdin: str = "") -> Said:
        monkeypatch.setattr(sys, "argv", ["coach", *first, *arguments])
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        try:
            main()
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return Said(code, out, err)

    return run

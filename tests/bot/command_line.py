"""Run the `coach` command within the test process."""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from bot.assemble import KnowledgeService
from bot.cli import main


class KeptOpen(KnowledgeService):
    """The tests' shared knowledge core, which commands must not close."""

    def close(self) -> None:
        """Do nothing, so that the next test can use it."""


@dataclass(frozen=True)
class CommandResult:
    """The result of a command."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, object]:
        """The single JSON document on stdout."""
        (line,) = self.out.splitlines()
        found = json.loads(line)
        assert isinstance(found, dict)
        return found


Coach = Callable[..., CommandResult]


def command_runner(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *first: str
) -> Coach:
    """Return a function that runs `coach` with ``first`` and further arguments."""

    def run(*arguments: str, stdin: str = "") -> CommandResult:
        monkeypatch.setattr(sys, "argv", ["coach", *first, *arguments])
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        try:
            main()
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return CommandResult(code, out, err)

    return run

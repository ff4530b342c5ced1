"""The `coach` command on the tests' knowledge core."""

from pathlib import Path

import pytest

from bot.assemble import KnowledgeService
from tests.bot.command_line import Coach, KeptOpen, command_runner


@pytest.fixture
def coach(
    knowledge: KnowledgeService,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Coach:
    """Run `coach` with arguments in an empty folder."""
    kept = KeptOpen(**vars(knowledge))
    monkeypatch.setattr("bot.assemble.open_knowledge", lambda *_: kept)
    monkeypatch.chdir(tmp_path)
    return command_runner(monkeypatch, capsys)

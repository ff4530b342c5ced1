"""`coach ingest --watch`: the library follows the documents."""

from pathlib import Path

import pytest

from bot.cli.ingest import ingest_changes, ingest_documents
from tests.conftest import plain_settings


def test_changes_and_mistakes_are_reported_and_survived(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings, folder = plain_settings(tmp_path / "data"), tmp_path / "docs"
    folder.mkdir()
    (folder / "a.md").write_text("# A\n\n### One\n- first\n")
    ingest_documents(settings, [folder])
    capsys.readouterr()

    ingest_changes(settings, [folder])
    assert capsys.readouterr() == ("", "")

    (folder / "a.md").write_text("# A\n\n### One\n- first\n- second\n")
    ingest_changes(settings, [folder])
    assert "1 updated" in capsys.readouterr().out

    (folder / "a.md").write_bytes(b"\xff\xfe\x00broken")
    ingest_changes(settings, [folder])
    output = capsys.readouterr()
    assert output.out == ""
    assert "a.md" in output.err

    (folder / "a.md").write_text("# A\n\n### One\n- first\n")
    ingest_changes(settings, [folder])
    assert "1 updated" in capsys.readouterr().out

"""The README's tables are generated from the code, and drift is noticed."""

from pathlib import Path

import pytest

from bot import docs
from bot.settings import Settings
from bot.slack.app.commands import COMMANDS
from bot.slack.app.manifest import events, scopes

MARKED = "".join(
    f"before {name}\n<!-- {name}: made by make docs -->\nold row\n<!-- end of {name} -->\nafter\n"
    for name in docs.TABLES
)


@pytest.fixture
def readme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A README with all markers, out of date."""
    file = tmp_path / "README.md"
    file.write_text(MARKED, "utf-8")
    monkeypatch.setattr(docs, "README", file)
    return file


def test_tables_are_written_between_their_marks(readme: Path) -> None:
    assert docs.main([]) == 0
    text = readme.read_text("utf-8")
    assert "old row" not in text
    assert all(f"before {name}\n" in text for name in docs.TABLES)
    assert text.count("after\n") == len(docs.TABLES)
    assert all(f"| `{name.upper()}` |" in text for name in Settings.model_fields)
    assert all(f"| `{usage}` |" in text for c in COMMANDS for usage, _ in c.usages[:2])
    assert all(f"`{name}`" in text for name in (*scopes(), *events()))


def test_drift_is_noticed_and_not_fixed_by_the_check(
    readme: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert docs.main(["--check"]) == 1
    assert "make docs" in capsys.readouterr().err
    assert readme.read_text("utf-8") == MARKED
    docs.main([])
    assert docs.main(["--check"]) == 0
    assert docs.render(readme.read_text("utf-8")) == readme.read_text("utf-8")


def test_a_missing_mark_is_named(readme: Path) -> None:
    readme.write_text(MARKED.replace("<!-- end of commands -->", ""), "utf-8")
    with pytest.raises(ValueError, match="commands"):
        docs.main(["--check"])


def test_every_setting_says_what_it_does() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_no_cell_breaks_its_table() -> None:
    for table in (docs.settings_table, docs.commands_table):
        assert {row.count("|") for row in table()} == {4}

"""The environment is read once, and mistakes in it are reported in one sentence."""

import os
from pathlib import Path

import pytest

from bot.settings import SLACK_API, Settings, load_settings
from knowledge.errors import InputError


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without a `.env`."""
    monkeypatch.chdir(tmp_path)


def test_everything_has_a_default_for_a_laptop(tmp_path: Path) -> None:
    settings = load_settings()
    assert settings.slack_api_url == SLACK_API
    assert settings.coach_data_dir == Path(".coach")
    assert settings.database_url == f"sqlite+aiosqlite:///{tmp_path / '.coach' / 'coach.db'}"
    unset = [name for name in Settings.model_fields if getattr(settings, name) is None]
    assert {"slack_bot_token", "coach_chroma_url", "coach_chat_model"} <= set(unset)


def test_empty_variables_count_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    defaults = load_settings()
    for name in Settings.model_fields:
        monkeypatch.setenv(name.upper(), "")
    assert load_settings() == defaults


def test_a_dotenv_file_is_read_and_the_environment_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("COACH_PORT=1234\nCOACH_HOST=0.0.0.0\nSOMETHING_ELSE=1\n")
    monkeypatch.setenv("COACH_PORT", "4321")
    monkeypatch.setitem(Settings.model_config, "env_file", ".env")
    settings = load_settings()
    assert (settings.coach_host, settings.coach_port) == ("0.0.0.0", 4321)


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("postgresql://u:p@db/coach", "postgresql+psycopg://u:p@db/coach"),
        ("postgres://u:p@db/coach?a=b", "postgresql+psycopg://u:p@db/coach?a=b"),
        ("postgresql+psycopg://db/coach", "postgresql+psycopg://db/coach"),
        ("sqlite:////data/coach.db", "sqlite+aiosqlite:////data/coach.db"),
    ],
)
def test_database_addresses_get_their_driver(given: str, url: str) -> None:
    assert load_settings(coach_database_url=given).database_url == url


@pytest.mark.parametrize("given", ["mysql://u:s3cret@db/coach", "coach.db", "postgresql:db"])
def test_other_databases_are_refused(given: str) -> None:
    with pytest.raises(InputError, match="COACH_DATABASE_URL") as refused:
        _ = load_settings(coach_database_url=given).database_url
    assert "s3cret" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("COACH_PORT", "eighty"),
        ("COACH_PORT", "70000"),
        ("COACH_PORT", "-1"),
        ("COACH_LOG_LEVEL", "loud"),
        ("COACH_LOG_FORMAT", "xml"),
    ],
)
def test_a_wrong_value_names_its_variable(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(InputError, match=name) as refused:
        load_settings()
    assert "\n" not in str(refused.value)


def test_slack_addresses_end_in_one_slash() -> None:
    for given in ("http://127.0.0.1:3000/api", "http://127.0.0.1:3000/api//"):
        assert load_settings(slack_api_url=given).slack_api_url == "http://127.0.0.1:3000/api/"


def test_secrets_are_not_shown() -> None:
    secrets = {name: "xoxb-s3cret" for name in Settings.model_fields if name.startswith("slack_")}
    secrets.pop("slack_api_url")
    assert "s3cret" not in repr(load_settings(**secrets))
    assert "s3cret" not in str(load_settings(**secrets).model_dump())


def test_bolt_is_kept_from_reading_the_oauth_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    monkeypatch.setenv("SLACK_CLIENT_SECRET", "s3cret")
    load_settings()
    assert "SLACK_CLIENT_ID" not in os.environ
    assert "SLACK_CLIENT_SECRET" not in os.environ


def test_the_example_file_names_only_settings_that_exist() -> None:
    example = Path(__file__).resolve().parents[2] / ".env.example"
    lines = example.read_text("utf-8").splitlines()
    names = {line.partition("=")[0].lower() for line in lines if line and line[0] != "#"}
    assert names
    assert names <= Settings.model_fields.keys()

"""Logs are one line per event, and never contain a secret."""

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
import structlog

from bot.logs import HIDDEN, configure, redact

pytestmark = pytest.mark.usefixtures("logging_as_before")

SECRETS = (
    "xoxb-17653672481-19874698323-pdFZKVeTuE8sk7oOcHrzqqgy",
    "xoxe.xoxp-1-Mi0yLTE2",
    "xapp-1-A0FAKE-123-abcdef",
    "sk-proj-abcdefghijklmnop",
    "s3cret",
)
TEXT = (
    f"{SECRETS[0]} {SECRETS[1]} Bearer {SECRETS[2]} key={SECRETS[3]} "
    f"postgresql://coach:{SECRETS[4]}@db:5432/coach redis://:{SECRETS[4]}@cache "
    f"wss://wss.slack.com/link/?ticket={SECRETS[4]}-1 "
    f"https://hooks.slack.com/commands/T1/2/{SECRETS[4]} postgresql://u:p@{SECRETS[4]}@db/coach"
)


class Odd:
    """An object that isn't plain data and whose repr shows a secret."""

    def __repr__(self) -> str:
        return f"<Odd {TEXT}>"


def raising() -> None:
    """Log an exception whose cause contains secrets."""
    try:
        try:
            raise OSError(TEXT)
        except OSError as error:
            raise ValueError(TEXT) from error
    except ValueError as error:
        structlog.get_logger("coach").error("failed", exc_info=error)


def foreign() -> None:
    """Log an exception the standard library's way, as dependencies do."""
    try:
        raise ValueError(TEXT)
    except ValueError:
        logging.getLogger("library").exception("with %s", TEXT)


LOGGED: dict[str, Callable[[], Any]] = {
    "event": lambda: structlog.get_logger("coach").info(TEXT),
    "value": lambda: structlog.get_logger("coach").info("x", value=TEXT),
    "nested": lambda: structlog.get_logger("coach").info("x", value={"a": [{TEXT: (TEXT,)}]}),
    "object": lambda: structlog.get_logger("coach").info("x", value=Odd(), error=OSError(TEXT)),
    "exception": raising,
    "foreign": foreign,
    "foreign value": lambda: logging.getLogger("library").warning("%s", {"a": TEXT}),
}


@pytest.mark.parametrize("form", ["json", "text"])
@pytest.mark.parametrize("name", LOGGED)
def test_no_secret_is_logged(name: str, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    configure("INFO", form)
    LOGGED[name]()
    logged = capsys.readouterr().err
    assert HIDDEN in logged
    assert not [secret for secret in SECRETS if secret in logged]


@pytest.mark.parametrize("name", LOGGED)
def test_json_is_one_line_an_event(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    configure("INFO", "json")
    LOGGED[name]()
    (line,) = capsys.readouterr().err.splitlines()
    assert {"event", "level", "logger", "timestamp"} <= json.loads(line).keys()


def test_levels_and_chatty_libraries(capsys: pytest.CaptureFixture[str]) -> None:
    configure("info", "json")
    structlog.get_logger("coach").debug("hidden")
    logging.getLogger("httpx").info("hidden")
    logging.getLogger("httpx").warning("shown")
    assert "hidden" not in (logged := capsys.readouterr().err)
    assert "shown" in logged


@pytest.mark.parametrize(
    "text",
    [
        "task-oriented-architectures",
        "risk-management-and-more",
        "https://a.example:8000/x",
        "a@b.c",
    ],
)
def test_plain_words_stay(text: str) -> None:
    assert redact(text) == text

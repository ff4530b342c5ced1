"""The demo continues at the time where the last one stopped."""

from pathlib import Path

import pytest

from bot.cli.demo import seconds_ahead, welcome


def test_the_first_demo_is_on_time(tmp_path: Path) -> None:
    assert seconds_ahead(tmp_path / "missing") == 0


@pytest.mark.parametrize(
    ("left", "ahead"), [("86400.5", 86_400.5), ("", 0), ("soon", 0), ("nan", 0), ("inf", 0)]
)
def test_what_was_left_is_read_or_passed_over(tmp_path: Path, left: str, ahead: float) -> None:
    (tmp_path / "kept").write_text(left, "utf-8")
    assert seconds_ahead(tmp_path / "kept") == ahead


@pytest.mark.parametrize(
    ("days", "words"), [(0, ""), (1, "It is 1 day ahead"), (21, "It is 21 days ahead")]
)
def test_the_welcome_says_that_time_can_be_moved(days: int, words: str) -> None:
    text = welcome("http://127.0.0.1:3000", days * 86_400.0)
    assert "http://127.0.0.1:3000" in text
    assert "move time forward" in text
    assert words in text
    assert ("ahead" in text) == bool(days)

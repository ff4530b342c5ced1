"""What the tests of the benchmarks share with those of the bot: a real PostgreSQL."""

from tests.bot.conftest import runtime_folder

__all__ = ["runtime_folder"]

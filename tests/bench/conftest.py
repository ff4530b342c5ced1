"""Shares the real PostgreSQL of the bot's tests with those of the benchmarks."""

from tests.bot.conftest import runtime_folder

__all__ = ["runtime_folder"]

"""Ids, secrets and message timestamps, random or repeatable from a seed."""

from __future__ import annotations

import hashlib
import secrets


class Identifiers:
    """Makes ids from a seed and a counter, so that a seeded workspace repeats itself exactly."""

    def __init__(self, seed: str | None = None) -> None:
        self._seed = seed if seed is not None else secrets.token_hex(16)
        self._count = 0
        self._last_microsecond = 0

    def secret(self) -> str:
        """Return 32 hexadecimal digits that nobody can guess without the seed."""
        self._count += 1
        return hashlib.sha256(f"{self._seed}:{self._count}".encode()).hexdigest()[:32]

    def make(self, prefix: str) -> str:
        """Return an id such as ``Ev4F2A09BC11``."""
        return prefix + self.secret()[:10].upper()

    def timestamp(self, now: float) -> str:
        """Return a message's ``ts`` for ``now`` in seconds, unique and larger than the last one."""
        self._last_microsecond = max(self._last_microsecond + 1, int(now * 1_000_000))
        return f"{self._last_microsecond // 1_000_000}.{self._last_microsecond % 1_000_000:06d}"

"""Free ports for servers started by tests."""

import itertools
import os
import socket
from collections.abc import Iterator
from contextlib import suppress


def _ports() -> Iterator[int]:
    """Return this test worker's ports, below those that the system assigns by itself.

    So nobody else takes a port between finding it free and using it.
    """
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    some = range(10_000 + worker % 4 * 5_000, 15_000 + worker % 4 * 5_000)
    start = os.getpid() % len(some)
    return itertools.cycle((*some[start:], *some[:start]))


PORTS = _ports()


def free_port() -> int:
    """Return a port nobody listens on."""
    for port in PORTS:
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise AssertionError("ports go round and round")

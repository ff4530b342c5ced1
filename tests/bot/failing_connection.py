"""A wire to the local workspace that breaks on demand."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

GARBLED = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n{"ok"'


@dataclass
class Wire:
    """Passes connections on to a server; each of the next ones meets the next of ``faults``.

    "refuse" ends a connection before the server hears of it, "lose" after it did the work, "garble"
    gives the client an answer that it cannot read.
    """

    url: str
    faults: list[str] = field(default_factory=list)


@asynccontextmanager
async def wire(server_url: str) -> AsyncIterator[Wire]:
    """A wire to the server at an address such as http://127.0.0.1:43210."""
    target = urlsplit(server_url)
    made, connections = Wire(""), set[asyncio.Task[None]]()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        fault = made.faults.pop(0) if made.faults else ""
        try:
            if fault != "refuse":
                there = await asyncio.open_connection(target.hostname, target.port)
                await _talk((reader, writer), there, fault)
        finally:
            writer.close()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connections.add(asyncio.create_task(connected(reader, writer)))

    server = await asyncio.start_server(accept, "127.0.0.1", 0)
    made.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield made
    finally:
        server.close()
        for connection in connections:
            connection.cancel()
        await asyncio.gather(*connections, return_exceptions=True)


Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def _talk(here: Streams, there: Streams, fault: str) -> None:
    """Both ways at once, until either end is done."""

    def answer(chunk: bytes) -> bytes:
        return {"lose": b"", "garble": GARBLED}.get(fault, chunk)

    ways = [
        asyncio.create_task(_pass_on(here[0], there[1], lambda chunk: chunk)),
        asyncio.create_task(_pass_on(there[0], here[1], answer)),
    ]
    try:
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    finally:
        there[1].close()
        for way in ways:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)


async def _pass_on(
    source: asyncio.StreamReader, sink: asyncio.StreamWriter, change: Callable[[bytes], bytes]
) -> None:
    while chunk := await source.read(65_536):
        changed = change(chunk)
        sink.write(changed)
        await sink.drain()
        if changed != chunk:
            return

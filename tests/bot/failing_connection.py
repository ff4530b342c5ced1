"""A proxy to the local workspace that fails on demand."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

GARBLED = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n{"ok"'


@dataclass
class FailingConnection:
    """Forwards connections to a server; each one takes the next of ``faults``.

    "refuse" closes a connection before the server gets the request, "lose" after it did the work,
    "garble" sends the client an unreadable response.
    """

    url: str
    faults: list[str] = field(default_factory=list)


@asynccontextmanager
async def open_failing_connection(server_url: str) -> AsyncIterator[FailingConnection]:
    """Yield a proxy to the server at a URL such as http://127.0.0.1:43210."""
    target = urlsplit(server_url)
    proxy, connections = FailingConnection(""), set[asyncio.Task[None]]()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        fault = proxy.faults.pop(0) if proxy.faults else ""
        try:
            if fault != "refuse":
                there = await asyncio.open_connection(target.hostname, target.port)
                await _forward_both((reader, writer), there, fault)
        finally:
            writer.close()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connections.add(asyncio.create_task(handle(reader, writer)))

    server = await asyncio.start_server(accept, "127.0.0.1", 0)
    proxy.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield proxy
    finally:
        server.close()
        for connection in connections:
            connection.cancel()
        await asyncio.gather(*connections, return_exceptions=True)


Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def _forward_both(here: Streams, there: Streams, fault: str) -> None:
    """Forward both ways until either end closes."""

    def answer(chunk: bytes) -> bytes:
        return {"lose": b"", "garble": GARBLED}.get(fault, chunk)

    ways = [
        asyncio.create_task(_forward(here[0], there[1], lambda chunk: chunk)),
        asyncio.create_task(_forward(there[0], here[1], answer)),
    ]
    try:
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    finally:
        there[1].close()
        for way in ways:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)


async def _forward(
    source: asyncio.StreamReader, sink: asyncio.StreamWriter, change: Callable[[bytes], bytes]
) -> None:
    while chunk := await source.read(65_536):
        changed = change(chunk)
        sink.write(changed)
        await sink.drain()
        if changed != chunk:
            return

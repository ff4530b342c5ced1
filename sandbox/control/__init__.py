"""The person's side over HTTP, for the page: state to look at, gestures to make."""

from __future__ import annotations

from starlette.routing import BaseRoute

from sandbox.control import faults, files, gestures, queries, stream
from sandbox.live import Live


def control_routes(live: Live) -> list[BaseRoute]:
    """Every route under /control."""
    return [
        *queries.routes(live),
        *files.routes(live),
        *stream.routes(live),
        *gestures.routes(live),
        *faults.routes(live),
    ]

"""The page's HTTP API: shows a person's side of the workspace and lets them act."""

from __future__ import annotations

from starlette.routing import BaseRoute

from sandbox.control import faults, files, gestures, queries, stream
from sandbox.live import Live


def control_routes(live: Live) -> list[BaseRoute]:
    """Return every route under /control."""
    return [
        *queries.routes(live),
        *files.routes(live),
        *stream.routes(live),
        *gestures.routes(live),
        *faults.routes(live),
    ]

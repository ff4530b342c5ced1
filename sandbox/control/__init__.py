"""The person's side over HTTP, for the page: state to look at, gestures to make."""

from __future__ import annotations

from starlette.routing import BaseRoute

from sandbox.control import attached, gestures, levers, sights, stream
from sandbox.live import Live


def control_routes(live: Live) -> list[BaseRoute]:
    """Every route under /control."""
    return [
        *sights.routes(live),
        *attached.routes(live),
        *stream.routes(live),
        *gestures.routes(live),
        *levers.routes(live),
    ]

"""How a control endpoint reads its request and responds."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.live import Live
from sandbox.model import Json
from sandbox.people.messages import NotPossible

Query = Callable[[Live, Json], Json]
Action = Callable[[Live, Json], Awaitable[Json | None]]


def get_route(live: Live, path: str, look: Query) -> Route:
    """Return a GET route that shows something; ``look`` gets the query's fields."""

    async def endpoint(request: Request) -> Response:
        return _answer(lambda: look(live, dict(request.query_params)))

    return Route(path, endpoint, methods=["GET"])


def post_route(live: Live, path: str, make: Action) -> Route:
    """Return a POST route that does something; ``make`` gets the fields of the JSON body.

    It accepts only ``application/json``, which another site's page can't send without a preflight.
    """

    async def endpoint(request: Request) -> Response:
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            return _problem("content-type must be application/json", 415)
        try:
            fields = await request.json()
        except ValueError:
            return _problem("the body is not JSON", 400)
        if not isinstance(fields, dict):
            return _problem("the body is not a JSON object", 400)
        try:
            return JSONResponse({"ok": True, **(await make(live, fields) or {})})
        except KeyError as missing:
            return _problem(f"missing field {missing}", 400)
        except NotPossible as problem:
            return _problem(str(problem), 200)

    return Route(path, endpoint, methods=["POST"])


def _answer(look: Callable[[], Json]) -> Response:
    try:
        return JSONResponse(look())
    except KeyError as missing:
        return _problem(f"missing or unknown {missing}", 400)
    except NotPossible as problem:
        return _problem(str(problem), 404)


def _problem(error: str, status: int) -> Response:
    return JSONResponse({"ok": False, "error": error}, status)

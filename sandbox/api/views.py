"""views: opening, stacking, updating and publishing."""

from __future__ import annotations

import json

from sandbox.api.access import known_person
from sandbox.api.arguments import Arguments, invalid_arguments
from sandbox.api.method import Method
from sandbox.blocks import check_view
from sandbox.content import fill_ids, format_problems
from sandbox.model import Json
from sandbox.refusal import Refused
from sandbox.views import STACK_LIMIT, View
from sandbox.workspace import Workspace

VIEW_BYTES = 250_000
OPENS = ("trigger_id", "view")


def validate_view(ws: Workspace, view: object, *, kind: str = "modal") -> Json:
    """Return a view that Slack would show, with ids filled in.

    Raises:
        Refused: Slack would refuse the view.
    """
    if not isinstance(view, dict):
        raise invalid_arguments("must provide an object [json-pointer:/view]")
    if len(json.dumps(view).encode()) > VIEW_BYTES:
        raise Refused("view_too_large")
    problems = check_view(view)
    if problems:
        raise Refused("invalid_arguments", messages=format_problems(problems))
    if view.get("type") != kind:
        raise invalid_arguments(f"must be of type {kind} [json-pointer:/view/type]")
    return {**view, "blocks": fill_ids(view["blocks"], ws.ids.make)}


def as_json(ws: Workspace, view: View) -> Json:
    """Return a view object as Slack writes it."""
    defaults: Json = {
        "callback_id": "",
        "private_metadata": "",
        "external_id": "",
        "title": None,
        "submit": None,
        "close": None,
        "clear_on_close": False,
        "notify_on_close": False,
    }
    return {
        "id": view.id,
        "team_id": ws.team.id,
        "app_id": ws.app.id,
        "app_installed_team_id": ws.team.id,
        "bot_id": ws.bot_id,
        **defaults,
        **view.payload,
        "state": {"values": view.values},
        "hash": view.hash,
        "root_view_id": view.root_id,
        "previous_view_id": view.previous_id,
    }


def views_open(ws: Workspace, args: Arguments) -> Json:
    payload = _new_modal(ws, args)
    person = ws.triggers.exchange(args.text("trigger_id"))
    return {"view": as_json(ws, ws.views.open(person, payload))}


def views_push(ws: Workspace, args: Arguments) -> Json:
    payload = _new_modal(ws, args)
    person = ws.triggers.exchange(args.text("trigger_id"))
    stack = ws.views.stack(person)
    if not stack:
        raise Refused("not_found")
    if len(stack) >= STACK_LIMIT:
        raise Refused("push_limit_reached")
    return {"view": as_json(ws, ws.views.push(person, payload))}


def views_update(ws: Workspace, args: Arguments) -> Json:
    if "view_id" not in args and "external_id" not in args:
        raise invalid_arguments("missing required field: view_id")
    known = ws.views.find(args.optional("view_id"), args.optional("external_id"))
    if known is None:
        raise Refused("not_found")
    _check_hash(args, known)
    kind = known.payload["type"]
    payload = validate_view(ws, args.structure("view"), kind=kind)
    return {"view": as_json(ws, ws.views.replace(known, payload))}


def views_publish(ws: Workspace, args: Arguments) -> Json:
    if not ws.app.home_tab:
        raise Refused("not_enabled")
    person = known_person(ws, args.text("user_id"))
    _check_hash(args, ws.views.home(person.id))
    payload = validate_view(ws, args.structure("view"), kind="home")
    return {"view": as_json(ws, ws.views.publish(person.id, payload))}


def _new_modal(ws: Workspace, args: Arguments) -> Json:
    payload = validate_view(ws, args.structure("view"))
    external_id = payload.get("external_id")
    if external_id and ws.views.find(None, external_id):
        raise Refused("duplicate_external_id")
    return payload


def _check_hash(args: Arguments, known: View | None) -> None:
    if "hash" in args and known is not None and args.text("hash") != known.hash:
        raise Refused("hash_conflict")


METHODS = (
    Method("views.open", views_open, (), OPENS, tier=4),
    Method("views.push", views_push, (), OPENS, tier=4),
    Method("views.update", views_update, (), ("view",), tier=4),
    Method("views.publish", views_publish, (), ("user_id", "view"), tier=4),
)

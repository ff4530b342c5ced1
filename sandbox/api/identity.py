"""auth, api, apps, bots and team: which app is calling, and in which workspace."""

from __future__ import annotations

from sandbox.api.arguments import Arguments
from sandbox.api.method import Method
from sandbox.model import Json
from sandbox.refusal import Refused
from sandbox.workspace import Workspace


def api_test(_ws: Workspace, args: Arguments) -> Json:
    if "error" in args:
        raise Refused(args.text("error"), args=args.values)
    return {"args": args.values}


def auth_test(ws: Workspace, _args: Arguments) -> Json:
    return {
        "url": f"{ws.base_url}/",
        "team": ws.team.name,
        "user": ws.people[ws.bot_user].name,
        "team_id": ws.team.id,
        "user_id": ws.bot_user,
        "bot_id": ws.bot_id,
        "is_enterprise_install": False,
    }


def connections_open(ws: Workspace, _args: Arguments) -> Json:
    if ws.request_url is not None:
        raise Refused("socket_mode_not_enabled")
    return {"url": ws.issue_socket_address()}


def bots_info(ws: Workspace, args: Arguments) -> Json:
    wanted = args.text("bot", ws.bot_id)
    for person in ws.people.values():
        if person.bot_id == wanted:
            own = {"app_id": ws.app.id} if wanted == ws.bot_id else {}
            about = {"id": wanted, "name": person.real_name, "user_id": person.id}
            return {"bot": {**about, "deleted": False, "icons": {}, **own}}
    raise Refused("bot_not_found")


def team_info(ws: Workspace, _args: Arguments) -> Json:
    team = {"id": ws.team.id, "name": ws.team.name, "domain": ws.team.domain}
    return {"team": {**team, "url": f"{ws.base_url}/", "icon": {}}}


METHODS = (
    Method("api.test", api_test, tier=4, caller="anyone"),
    Method("auth.test", auth_test, tier=4),
    Method("apps.connections.open", connections_open, tier=2, caller="app"),
    Method("bots.info", bots_info, ("users:read",)),
    Method("team.info", team_info, ("team:read",)),
)

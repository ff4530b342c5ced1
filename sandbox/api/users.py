"""users and dnd: the people of the workspace, their time zones and do-not-disturb."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sandbox.api.access import SCOPE_PREFIX, known_person, paginate
from sandbox.api.arguments import Arguments, invalid_arguments
from sandbox.api.conversations import KINDS, READ_ANY, conversation
from sandbox.api.method import Method
from sandbox.model import Json, Person
from sandbox.workspace import Workspace

MOST_OF_A_TEAM = 50
"""How many people one dnd.teamInfo call may ask about."""


def users_info(ws: Workspace, args: Arguments) -> Json:
    return {"user": _user(ws, known_person(ws, args.text("user")))}


def users_list(ws: Workspace, args: Arguments) -> Json:
    everyone = [_user(ws, person) for person in ws.people.values()]
    part, cursor = paginate(args, len(everyone), default=1000, most=1000)
    return {
        "members": everyone[part],
        "cache_ts": int(ws.now()),
        "response_metadata": {"next_cursor": cursor},
    }


def users_conversations(ws: Workspace, args: Arguments) -> Json:
    member = args.text("user", ws.bot_user)
    known_person(ws, member)
    wanted = {KINDS.get(kind) for kind in args.text("types", "public_channel").split(",")}
    found = [
        conversation(ws, channel)
        for channel in ws.conversations
        if channel.kind in wanted
        and {member, ws.bot_user} <= channel.members
        and f"{SCOPE_PREFIX[channel.kind]}:read" in ws.app.scopes
        and not (channel.is_archived and args.flag("exclude_archived"))
    ]
    part, cursor = paginate(args, len(found), default=100, most=999)
    return {"channels": found[part], "response_metadata": {"next_cursor": cursor}}


def dnd_info(ws: Workspace, args: Arguments) -> Json:
    person = known_person(ws, args.text("user", ws.bot_user))
    quiet = _quiet(ws, person)
    snoozed = quiet["dnd_enabled"]
    end = {"snooze_endtime": quiet["next_dnd_end_ts"]} if snoozed else {}
    return {**quiet, "snooze_enabled": snoozed, **end}


def dnd_team_info(ws: Workspace, args: Arguments) -> Json:
    asked = [user.strip() for user in args.text("users").split(",")]
    if len(asked) > MOST_OF_A_TEAM:
        raise invalid_arguments(f"must have at most {MOST_OF_A_TEAM} users [json-pointer:/users]")
    known = (ws.people[user] for user in asked if user in ws.people)
    return {"users": {person.id: _quiet(ws, person) for person in known}}


def _quiet(ws: Workspace, person: Person) -> Json:
    """Return a person's do-not-disturb; without one, the values that Slack sends for none."""
    if person.snoozed_until <= ws.now():
        return {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}
    return {
        "dnd_enabled": True,
        "next_dnd_start_ts": int(ws.now()),
        "next_dnd_end_ts": int(person.snoozed_until),
    }


def _user(ws: Workspace, person: Person) -> Json:
    moment = datetime.fromtimestamp(ws.now(), UTC).astimezone(ZoneInfo(person.tz))
    offset = moment.utcoffset()
    status = person.status.at(ws.now())
    profile = {
        "real_name": person.real_name,
        "display_name": person.name,
        "image_48": "",
        "status_text": status.text,
        "status_emoji": status.emoji,
        "status_expiration": status.until,
    }
    if "users:read.email" in ws.app.scopes and not person.is_bot:
        profile["email"] = f"{person.name}@sandbox.test"
    return {
        "id": person.id,
        "team_id": ws.team.id,
        "name": person.name,
        "real_name": person.real_name,
        "deleted": False,
        "tz": person.tz,
        "tz_label": moment.tzname(),
        "tz_offset": int(offset.total_seconds()) if offset is not None else 0,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "is_admin": person.is_admin,
        "is_owner": False,
        "locale": "en-US",
        "profile": profile,
    }


METHODS = (
    Method("users.info", users_info, ("users:read",), ("user",), tier=4),
    Method("users.list", users_list, ("users:read",), tier=2),
    Method("users.conversations", users_conversations, READ_ANY),
    Method("dnd.info", dnd_info, ("dnd:read",)),
    Method("dnd.teamInfo", dnd_team_info, ("dnd:read",), ("users",), tier=2),
)

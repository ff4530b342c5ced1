"""assistant.threads: an agent's status, suggested prompts and thread titles."""

from __future__ import annotations

from sandbox.api.access import find_dm_person, thread_root, visible_channel
from sandbox.api.arguments import Arguments, invalid_arguments
from sandbox.api.method import Method
from sandbox.model import Json
from sandbox.workspace import Workspace

MOST_PROMPTS = 4
MOST_LOADING_MESSAGES = 10
THREAD = ("channel_id", "thread_ts")


def set_status(ws: Workspace, args: Arguments) -> Json:
    if "status" not in args.values:
        raise invalid_arguments("missing required field: status")
    channel = visible_channel(ws, args.text("channel_id"))
    root = thread_root(ws, channel, args) or ""
    messages = args.structure("loading_messages") or []
    if not isinstance(messages, list) or len(messages) > MOST_LOADING_MESSAGES:
        raise invalid_arguments("must be at most 10 items [json-pointer:/loading_messages]")
    loading = tuple(str(message) for message in messages)
    ws.assistant.set_status(channel.id, root, args.text("status"), loading)
    return {}


def set_suggested_prompts(ws: Workspace, args: Arguments) -> Json:
    person = find_dm_person(ws, args.text("channel_id"))
    prompts = args.structure("prompts")
    if not isinstance(prompts, list) or not 1 <= len(prompts) <= MOST_PROMPTS:
        raise invalid_arguments("must be 1 to 4 items [json-pointer:/prompts]")
    for place, prompt in enumerate(prompts):
        if not isinstance(prompt, dict) or not (prompt.get("title") and prompt.get("message")):
            raise invalid_arguments(f"needs title and message [json-pointer:/prompts/{place}]")
    # With a thread, Slack answers ok but shows nothing in the agent view.
    if not (ws.app.agent and "thread_ts" in args):
        ws.assistant.suggest(person, args.optional("title"), prompts)
    return {}


def set_title(ws: Workspace, args: Arguments) -> Json:
    channel = visible_channel(ws, args.text("channel_id"))
    root = thread_root(ws, channel, args) or ""
    ws.assistant.titles[channel.id, root] = args.text("title")
    return {}


METHODS = (
    Method(
        "assistant.threads.setStatus",
        set_status,
        ("assistant:write", "chat:write"),
        THREAD,
        tier=4,
    ),
    Method(
        "assistant.threads.setSuggestedPrompts",
        set_suggested_prompts,
        ("assistant:write",),
        ("channel_id", "prompts"),
    ),
    Method(
        "assistant.threads.setTitle", set_title, ("assistant:write",), (*THREAD, "title"), tier=3
    ),
)

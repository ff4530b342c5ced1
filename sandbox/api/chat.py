"""chat: posting, updating and deleting messages."""

from __future__ import annotations

from dataclasses import replace

from sandbox.api.access import (
    known_person,
    shared_message,
    thread_root,
    visible_channel,
    writable_channel,
)
from sandbox.api.arguments import Arguments
from sandbox.api.method import Method
from sandbox.content import (
    UPDATE_TEXT_LIMIT,
    fill_ids,
    validate_blocks,
    validate_markdown,
    validate_text,
)
from sandbox.message_changes import delete, edit, post
from sandbox.model import Channel, Json, Message
from sandbox.refusal import Refused
from sandbox.workspace import Workspace

WRITE = ("chat:write",)
LOOKS = ("username", "icon_emoji", "icon_url")


def build_message(
    ws: Workspace, channel: Channel, args: Arguments, text_limit: int | None = None
) -> Message:
    """Build the new message that a call describes.

    Raises:
        Refused: the content can't be posted.
    """
    markdown = args.optional("markdown_text")
    blocks = validate_blocks(args.structure("blocks", "invalid_blocks_format"))
    attachments = args.structure("attachments", "invalid_attachments")
    text = args.text("text")
    if markdown is not None and (text or blocks):
        raise Refused("markdown_text_conflict")
    if not (markdown or text.strip() or blocks or attachments):
        raise Refused("no_text")
    if markdown is not None:
        blocks, text = validate_markdown(markdown), markdown
    return Message(
        channel=channel.id,
        ts=ws.timestamp(),
        user=ws.bot_user,
        text=validate_text(text, text_limit),
        blocks=fill_ids(blocks, ws.ids.make) if blocks else None,
        thread_ts=thread_root(ws, channel, args),
        bot_id=ws.bot_id,
        metadata=_metadata(args),
        attachments=attachments or None,
        from_markdown=markdown is not None,
        extras=_looks(ws, args),
    )


def post_message(ws: Workspace, args: Arguments) -> Json:
    channel = writable_channel(ws, args.text("channel"))
    message = build_message(ws, channel, args)
    if args.flag("reply_broadcast") and message.thread_ts:
        message = replace(message, broadcast=True, subtype="thread_broadcast")
    post(ws, message)
    return {"channel": channel.id, "ts": message.ts, "message": ws.messages.as_json(message)}


def post_ephemeral(ws: Workspace, args: Arguments) -> Json:
    channel = writable_channel(ws, args.text("channel"))
    person = known_person(ws, args.text("user"))
    if person.id not in channel.members:
        raise Refused("user_not_in_channel")
    message = build_message(ws, channel, args, UPDATE_TEXT_LIMIT)
    post(ws, replace(message, ephemeral_to=person.id))
    return {"message_ts": message.ts}


def update(ws: Workspace, args: Arguments) -> Json:
    channel = visible_channel(ws, args.text("channel"))
    before = shared_message(ws, channel, args.text("ts"))
    if before.bot_id != ws.bot_id:
        raise Refused("cant_update_message")
    if ws.streams.open(channel.id, before.ts, ws.now()):
        raise Refused("streaming_state_conflict")
    new = build_message(ws, channel, args, UPDATE_TEXT_LIMIT)
    keeps_blocks = not (new.blocks or "blocks" in args.values or before.from_markdown)
    after = replace(
        before,
        text=new.text,
        blocks=before.blocks if keeps_blocks else new.blocks,
        from_markdown=new.from_markdown,
        attachments=new.attachments if "attachments" in args.values else before.attachments,
        metadata=new.metadata if "metadata" in args else before.metadata,
        edited={"user": ws.bot_user, "ts": ws.timestamp()},
    )
    edit(ws, before, after)
    return {
        "channel": channel.id,
        "ts": after.ts,
        "text": after.text,
        "message": ws.messages.as_json(after),
    }


def delete_message(ws: Workspace, args: Arguments) -> Json:
    channel = visible_channel(ws, args.text("channel"))
    message = shared_message(ws, channel, args.text("ts"))
    if message.bot_id != ws.bot_id:
        raise Refused("cant_delete_message")
    ws.streams.stop(channel.id, message.ts)
    delete(ws, message)
    return {"channel": channel.id, "ts": message.ts}


def permalink(ws: Workspace, args: Arguments) -> Json:
    channel = visible_channel(ws, args.text("channel"))
    message = shared_message(ws, channel, args.text("message_ts"))
    link = f"{ws.base_url}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def _metadata(args: Arguments) -> Json | None:
    metadata = args.structure("metadata", "invalid_metadata_format")
    if metadata is None:
        return None
    if not isinstance(metadata, dict) or not isinstance(metadata.get("event_payload"), dict):
        raise Refused("invalid_metadata_format")
    if not isinstance(metadata.get("event_type"), str) or not metadata["event_type"]:
        raise Refused("invalid_metadata_format")
    return metadata


def _looks(ws: Workspace, args: Arguments) -> Json:
    """Return the call's own name and icon, for which Slack requires ``chat:write.customize``."""
    if "chat:write.customize" not in ws.app.scopes:
        return {}
    return {name: args.text(name) for name in LOOKS if name in args}


METHODS = (
    Method("chat.postMessage", post_message, WRITE, ("channel",)),
    Method("chat.postEphemeral", post_ephemeral, WRITE, ("channel", "user")),
    Method("chat.update", update, WRITE, ("channel", "ts")),
    Method("chat.delete", delete_message, WRITE, ("channel", "ts")),
    Method("chat.getPermalink", permalink, (), ("channel", "message_ts"), tier=4),
)

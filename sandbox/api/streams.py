"""chat.startStream, appendStream and stopStream: a message that grows while people read it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from sandbox.api.access import shared_message, thread_root, visible_channel, writable_channel
from sandbox.api.arguments import Arguments, invalid_arguments
from sandbox.api.chat import WRITE
from sandbox.api.method import Method
from sandbox.content import fill_ids, validate_blocks, validate_markdown
from sandbox.message_changes import edit, post, publish_change
from sandbox.model import Channel, Json, Message
from sandbox.refusal import Refused
from sandbox.streaming import STREAM_SECONDS, Stream
from sandbox.workspace import Workspace

CHUNK_FIELDS = {
    "markdown_text": ("text",),
    "plan_update": ("title",),
    "task_update": ("id", "title", "status"),
    "blocks": ("blocks",),
}
TASK_STATUSES = ("pending", "in_progress", "complete", "error")


def start_stream(ws: Workspace, args: Arguments) -> Json:
    channel = writable_channel(ws, args.text("channel"))
    if channel.kind != "im":
        for name in ("recipient_team_id", "recipient_user_id"):
            if name not in args:
                raise Refused(f"missing_{name}")
    root = thread_root(ws, channel, args)
    stream = Stream(ws.now(), as_plan=args.text("task_display_mode") == "plan")
    _take(stream, args)
    ts = ws.timestamp()
    ws.streams.start(channel.id, ts, stream)
    ws.clock.at(ws.now() + STREAM_SECONDS, partial(_expire, ws, channel, ts))
    draft = Message(
        channel.id,
        ts,
        ws.bot_user,
        thread_ts=root,
        bot_id=ws.bot_id,
        streaming=True,
        from_markdown=True,
    )
    post(ws, _written(ws, draft, stream))
    return {"channel": channel.id, "ts": ts}


def append_stream(ws: Workspace, args: Arguments) -> Json:
    message, stream = _open_stream(ws, args)
    if "markdown_text" not in args and not args.structure("chunks", "invalid_chunks"):
        raise Refused("no_text")
    _take(stream, args)
    after = ws.messages.put(_written(ws, message, stream))
    publish_change(ws, "message_changed", after)
    return {"channel": message.channel, "ts": message.ts}


def stop_stream(ws: Workspace, args: Arguments) -> Json:
    message, stream = _open_stream(ws, args)
    final = validate_blocks(args.structure("blocks", "invalid_blocks_format")) or []
    _take(stream, args)
    stream.parts.extend(final)
    metadata = args.structure("metadata", "invalid_metadata_format")
    ws.streams.stop(message.channel, message.ts)
    finished = _written(ws, message, stream)
    after = replace(finished, streaming=False, metadata=metadata)
    edit(ws, message, after)
    return {
        "channel": message.channel,
        "ts": message.ts,
        "message": ws.messages.as_json(after),
    }


def _open_stream(ws: Workspace, args: Arguments) -> tuple[Message, Stream]:
    channel = visible_channel(ws, args.text("channel"))
    message = shared_message(ws, channel, args.text("ts"))
    if message.bot_id != ws.bot_id:
        raise Refused("message_not_owned_by_app")
    stream = ws.streams.open(channel.id, message.ts, ws.now())
    if stream is None:
        raise Refused("message_not_in_streaming_state")
    return message, stream


def _take(stream: Stream, args: Arguments) -> None:
    """Add a call's chunks to the stream, all of them or none.

    Raises:
        Refused: a chunk is invalid.
    """
    chunks = args.structure("chunks", "invalid_chunks") or []
    if not isinstance(chunks, list):
        raise Refused("invalid_chunks")
    for place, chunk in enumerate(chunks):
        _check_chunk(chunk, place)
    if "markdown_text" in args:
        chunks = [{"type": "markdown_text", "text": args.text("markdown_text")}, *chunks]
    for chunk in chunks:
        if chunk["type"] == "markdown_text":
            validate_markdown(chunk["text"])
    for chunk in chunks:
        stream.add(chunk)


def _check_chunk(chunk: Any, place: int) -> None:
    kind = chunk.get("type") if isinstance(chunk, dict) else None
    if kind not in CHUNK_FIELDS:
        raise invalid_arguments(f"unsupported type: {kind} [json-pointer:/chunks/{place}]")
    for name in CHUNK_FIELDS[kind]:
        if not chunk.get(name):
            raise invalid_arguments(
                f"missing required field: {name} [json-pointer:/chunks/{place}]"
            )
    if kind == "task_update" and chunk["status"] not in TASK_STATUSES:
        raise invalid_arguments(f"must be a valid enum value [json-pointer:/chunks/{place}/status]")
    if kind == "blocks":
        validate_blocks(chunk["blocks"])


def _written(ws: Workspace, message: Message, stream: Stream) -> Message:
    blocks = fill_ids(stream.blocks(), ws.ids.make)
    return replace(message, text=stream.text(), blocks=blocks or None)


def _expire(ws: Workspace, channel: Channel, ts: str) -> None:
    """Close a stream that is still open after five minutes; its text stays as it is."""
    ws.streams.stop(channel.id, ts)
    message = ws.messages.get(channel.id, ts)
    if message and message.streaming:
        edit(ws, message, replace(message, streaming=False))


METHODS = (
    Method("chat.startStream", start_stream, WRITE, ("channel", "thread_ts"), tier=2),
    Method("chat.appendStream", append_stream, WRITE, ("channel", "ts"), tier=4),
    Method("chat.stopStream", stop_stream, WRITE, ("channel", "ts"), tier=2),
)

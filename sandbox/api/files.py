"""files: the three steps of an upload, and information about a file."""

from __future__ import annotations

from sandbox.api.access import thread_root, writable_channel
from sandbox.api.arguments import Arguments, invalid_arguments
from sandbox.api.method import Method
from sandbox.files import File
from sandbox.message_changes import post
from sandbox.model import Json, Message
from sandbox.refusal import Refused
from sandbox.workspace import Workspace

WRITE = ("files:write",)
ALT_TEXT = 1_000


def get_upload_url(ws: Workspace, args: Arguments) -> Json:
    length = args.integer("length", 0)
    if length <= 0:
        raise invalid_arguments("must be greater than 0 [json-pointer:/length]")
    alt_text = args.text("alt_txt")
    if len(alt_text) > ALT_TEXT:
        raise invalid_arguments(f"must be at most {ALT_TEXT} characters [json-pointer:/alt_txt]")
    file = ws.files.reserve(args.text("filename"), length, alt_text)
    return {"upload_url": f"{ws.base_url}/upload/{file.upload_secret}", "file_id": file.id}


def complete_upload(ws: Workspace, args: Arguments) -> Json:
    entries = args.structure("files")
    if not isinstance(entries, list) or not entries:
        raise invalid_arguments("must be a list of files [json-pointer:/files]")
    files = [_uploaded(ws, entry) for entry in entries]
    channel = writable_channel(ws, args.text("channel_id")) if "channel_id" in args else None
    root = thread_root(ws, channel, args) if channel else None
    done = [ws.files.complete(file, title) for file, title in files]
    written = [file.as_json(ws.base_url) for file in done]
    if channel:
        comment = args.text("initial_comment")
        post(
            ws,
            Message(
                channel.id,
                ws.timestamp(),
                ws.bot_user,
                comment,
                thread_ts=root,
                bot_id=ws.bot_id,
                files=written,
            ),
        )
    return {"files": written}


def files_info(ws: Workspace, args: Arguments) -> Json:
    file = ws.files.get(args.text("file"))
    if file is None or not file.completed:
        raise Refused("file_not_found")
    return {"file": file.as_json(ws.base_url), "comments": []}


def _uploaded(ws: Workspace, entry: object) -> tuple[File, str]:
    if not isinstance(entry, dict):
        raise invalid_arguments("must be a list of objects [json-pointer:/files]")
    file = ws.files.get(str(entry.get("id")))
    if file is None or file.content is None or file.completed:
        raise Refused("file_not_found")
    return file, str(entry.get("title") or "")


METHODS = (
    Method("files.getUploadURLExternal", get_upload_url, WRITE, ("filename", "length"), tier=4),
    Method("files.completeUploadExternal", complete_upload, WRITE, ("files",), tier=4),
    Method("files.info", files_info, ("files:read",), ("file",), tier=4),
)

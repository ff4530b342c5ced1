"""Responses the app gives outside the Web API: command acknowledgements and response URLs."""

from __future__ import annotations

from dataclasses import replace

from sandbox.content import UPDATE_TEXT_LIMIT, fill_ids, validate_blocks, validate_text
from sandbox.message_changes import delete, edit, post
from sandbox.model import Json, Message
from sandbox.refusal import Refused
from sandbox.triggers import Hook
from sandbox.workspace import Workspace


def respond(ws: Workspace, hook: Hook, answer: Json) -> Message | None:
    """Apply a response: delete or replace the original message, or post a new one.

    Raises:
        Refused: the content can't be posted.
    """
    original = ws.messages.get(hook.channel, hook.message_ts) if hook.message_ts else None
    if answer.get("delete_original"):
        if original:
            delete(ws, original)
        return None
    draft = _draft(ws, hook, answer)
    if answer.get("replace_original") and original:
        return edit(ws, original, replace(original, text=draft.text, blocks=draft.blocks))
    return post(ws, draft)


def _draft(ws: Workspace, hook: Hook, answer: Json) -> Message:
    blocks = validate_blocks(answer.get("blocks"))
    text = str(answer.get("text") or "")
    if not (text.strip() or blocks or answer.get("attachments")):
        raise Refused("no_text", status=400)
    return Message(
        channel=hook.channel,
        ts=ws.timestamp(),
        user=ws.bot_user,
        text=validate_text(text, UPDATE_TEXT_LIMIT if answer.get("replace_original") else None),
        blocks=fill_ids(blocks, ws.ids.make) if blocks else None,
        thread_ts=answer.get("thread_ts") or hook.thread_ts,
        bot_id=ws.bot_id,
        ephemeral_to=None if answer.get("response_type") == "in_channel" else hook.person,
        attachments=answer.get("attachments"),
    )

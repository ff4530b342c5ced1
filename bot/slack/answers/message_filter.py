"""Which messages are asked of the coach. Pure: an event in, a decision out."""

import re
from collections.abc import Sequence
from typing import Any

from bot.slack.api.mrkdwn import mentioned, plain
from bot.slack.routing.question import AskedQuestion
from bot.store.ports import Exchange

SPOKEN = frozenset({"", "file_share", "thread_broadcast"})
"""Message subtypes that are a person speaking; all others are notices, edits or bots."""

ASKS = re.compile(
    r"\?\s*$|^\s*(and|also|but|so|what|which|where|when|why|how|who|is|are|can|could|do|does|should|"
    r"would|tell|show|explain|give|list|more|help)\b",
    re.IGNORECASE,
)


def from_person(event: dict[str, Any]) -> bool:
    """A message that a person wrote: no bot, no notice."""
    return (
        bool(event.get("user"))
        and not event.get("bot_id")
        and not event.get("bot_profile")
        and event.get("user") != "USLACKBOT"
        and (event.get("subtype") or "") in SPOKEN
    )


def question(workspace: str, event: dict[str, Any], bot_user: str) -> AskedQuestion:
    """A person's message as a question; its reply belongs in its thread."""
    text = str(event.get("text") or "")
    direct = event.get("channel_type") == "im" or bot_user in mentioned(text)
    return AskedQuestion(
        workspace=workspace,
        channel=str(event["channel"]),
        ts=str(event["ts"]),
        thread_ts=str(event.get("thread_ts") or event["ts"]),
        person=str(event["user"]),
        text=plain(text, bot_user),
        addressed=direct or reads_as_question(event, bot_user),
        direct=direct,
    )


def reads_as_question(event: dict[str, Any], bot_user: str) -> bool:
    """Ends in a question mark, or begins as a question or request does."""
    return bool(ASKS.search(plain(str(event.get("text") or ""), bot_user)))


def follows_up(event: dict[str, Any], bot_user: str, thread: Sequence[Exchange]) -> bool:
    """Whether a message in a channel's thread may be meant for the coach.

    Only where the coach takes part already and nobody else is addressed. Others than the asker join
    in with something that reads as a question, so that people can also talk among themselves.
    """
    if not thread or mentioned(str(event.get("text") or "")) - {bot_user}:
        return False
    askers = {exchange.person for exchange in thread}
    return event.get("user") in askers or reads_as_question(event, bot_user)

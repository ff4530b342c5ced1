"""Decides which messages are questions for the coach."""

import re
from collections.abc import Sequence
from typing import Any

from bot.slack.api.mrkdwn import mentioned, plain
from bot.slack.routing.question import AskedQuestion
from bot.store.ports import Exchange

PERSON_SUBTYPES = frozenset({"", "file_share", "thread_broadcast"})
"""Subtypes of messages that a person wrote; all others are notices, edits or bots."""

# "And how do I test it?", "tell me about JWT", "more"

ASKS = re.compile(
    r"\?\s*$|^\s*(and|also|but|so|what|which|where|when|why|how|who|is|are|can|could|do|does"
    r"|should|"
    r"would|tell|show|explain|give|list|more|help)\b",
    re.IGNORECASE,
)


# what do you think? / any thoughts? / is that right? / can you explain this?
_LEANS = re.compile(
    r"(?:so |and |hey |hi |please )*(?:what(?:'s| is| are)? (?:do you think|your (?:take|opinion"
    r"|thoughts?|view)"
    r"|about (?:this|that|it))|(?:any )?(?:thoughts|ideas|opinions?)|(?:do you |you )?agree"
    r"|(?:is|was) (?:this|that|it) (?:right|true|ok|okay|correct|a good idea)"
    r"|(?:can|could) you (?:help|explain|answer)(?: (?:this|that|it|us|me|here|please))*"
    r"|(?:please )?(?:explain|answer|summari[sz]e|check)(?: (?:this|that|it|the thread))?"
    r"|who(?:'s| is) right|your turn)(?: (?:about|of|on|here|with) ?(?:this|that|it)?)?[\s?!.]*",
    re.I,
)


def is_from_person(event: dict[str, Any]) -> bool:
    """Whether a person wrote this message, not a bot or Slack itself."""
    return (
        bool(event.get("user"))
        and not event.get("bot_id")
        and not event.get("bot_profile")
        and event.get("user") != "USLACKBOT"
        and (event.get("subtype") or "") in PERSON_SUBTYPES
    )


def to_question(workspace: str, event: dict[str, Any], bot_user: str) -> AskedQuestion:
    """Return a person's message as a question, to be answered in its thread."""
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
    """Whether a message ends in a question mark, or begins like a question or request."""
    return bool(ASKS.search(plain(str(event.get("text") or ""), bot_user)))


def leans_on_thread(text: str) -> bool:
    """Whether a message only makes sense with the thread above it: "what do you think?"."""
    return _LEANS.fullmatch(" ".join(text.split())) is not None


def is_follow_up(event: dict[str, Any], bot_user: str, thread: Sequence[Exchange]) -> bool:
    """Whether a message in a channel's thread may be meant for the coach.

    The coach must have answered in the thread before, and the message must mention nobody else.
    From people who haven't asked there yet it must read as a question, so that they can also talk
    to each other.
    """
    if not thread or mentioned(str(event.get("text") or "")) - {bot_user}:
        return False
    askers = {exchange.person for exchange in thread}
    return event.get("user") in askers or reads_as_question(event, bot_user)

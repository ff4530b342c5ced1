"""The Web API: one module per family of methods; METHODS lists them all."""

from __future__ import annotations

from sandbox.api import (
    assistant,
    chat,
    conversations,
    files,
    identity,
    reactions,
    schedule,
    streams,
    users,
    views,
)
from sandbox.api.method import Method

METHODS: dict[str, Method] = {
    method.name: method
    for method in (
        *identity.METHODS,
        *users.METHODS,
        *conversations.METHODS,
        *chat.METHODS,
        *schedule.METHODS,
        *streams.METHODS,
        *views.METHODS,
        *assistant.METHODS,
        *reactions.METHODS,
        *files.METHODS,
    )
}

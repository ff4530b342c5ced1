"""How a Web API method is declared in the table of methods."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from sandbox.api.arguments import Arguments
from sandbox.model import Json
from sandbox.workspace import Workspace

Handler = Callable[[Workspace, Arguments], Json]


@dataclass(frozen=True)
class Method:
    """One Web API method.

    Any one of ``scopes`` is enough. ``tier`` (1 to 4) gives its rate limit. ``caller`` says whose
    token it accepts: the bot's (xoxb), the app's (xapp), or none at all.
    """

    name: str
    handle: Handler
    scopes: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    tier: int = 3
    caller: Literal["bot", "app", "anyone"] = "bot"

"""What the Slack side needs from a chat model."""

from __future__ import annotations

from typing import Protocol

from knowledge.answers.recall_question import Written
from knowledge.model import Catalogue, Skill


class Asker(Protocol):
    """Write a recall question with a chat model and check it; None if it's no good."""

    async def ask(self, skill: Skill, catalogue: Catalogue) -> Written | None: ...

"""What the Slack side needs from a chat model."""

from __future__ import annotations

from typing import Protocol

from knowledge.answers.recall_question import Written
from knowledge.model import Catalogue, Skill


class Asker(Protocol):
    """Writes a recall question in a chat model's words, checked, or gives None."""

    async def ask(self, skill: Skill, catalogue: Catalogue) -> Written | None: ...

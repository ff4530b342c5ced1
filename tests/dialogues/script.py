"""Dialogues as data: what people do in the local workspace, and what the coach must answer.

A dialogue is a name and steps. A step is one line of YAML, `who, where: what`:

    - Ana, in backend: "@coach How do I version an API?"     writes it; text with / is a command
    - Ana, thread: "what else?"                            in the thread of the last message
    - Ana, DM: "hello"
    - Ana, replies: "B"                                    in the thread of the coach's last message
    - Ana, edits: "new words"                              her last message
    - Ana, deletes: it
    - Ana, clicks: "API Development"                       a button's text, newest first
    - Ana, clicks twice: "Undo"                            before the coach can answer
    - Ana, clicks old: "No plan this week"                 the same, oldest first
    - Ana, answers: right                                  the nudge's question: or wrong, not sure
    - Ana, shortcut: "Log as learned"                      on the last message by any person
    - Ana, finds: {typed: "words", ...}                    in the modal's search, and picks them
    - Ana, submits badly: {block id: value, ...}           the modal stays, with errors
    - Ana, chooses: "Remove"                               an option of a menu, newest first
    - Ana, logged: {skill: level, skill: ""}               prepares her log
    - Ana, nudges: {weekday: 1, zone: Europe/Lisbon}       turns nudges on with these settings
    - Ana, lives in: Asia/Tokyo                            her Slack profile's zone from now on
    - Ana, status: ":palm_tree: On holiday"                next to her name; "" for none
    - Ana, thumbs: down                                    or up, under the coach's last answer
    - Ana, submits: "words"                                into the first input of the modal,
                                                           or {block id: value, ...}
    - Ana, opens: home                                     or messages
    - Deploy Bot, thread: "done"                           another bot
    - Ana, plans: 1                                        a slot of the newest nudge, 0 for none
    - Ana, plans old: 1                                    of the oldest
    - repeat, 12: [steps]                                  this many times
    - clock, forward: "1 week"                             or hours, days; or "until Monday 10:00"
                                                           where Ana lives; or "to 2030-01-07 08:00"
    - coach, thread: [words, "!words"]                     one new reply with and without these
    - coach, only Ana: [words]                             only she sees it
    - coach, DM / home / modal / prompts / updated: [words]
    - coach, to Ana: [words]                               one new message in their DM
    - coach, in backend: [words]                           one new message in the channel itself
    - coach, file: [words]                                 a file came into a DM, alt text and all
    - coach, both: [words]                                 two new replies, both private
    - coach, all: [words]                                  any number of new messages, any place
    - coach, nudged: {Ana: 12}                             this many weekly nudges so far
    - coach, wrong: [words]                                what the modal says is wrong
    - coach, silent: yes                                   nothing new anywhere
    - coach, gone: yes                                     its last reply was deleted
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import Stage
from tests.dialogues.actions import act
from tests.dialogues.clock import forward
from tests.dialogues.expectations import check
from tests.dialogues.scene import Scene

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Dialogue:
    """A conversation: its name, steps (who, where, what), and the Slack errors it may cause."""

    name: str
    steps: tuple[tuple[str, str, Any], ...]
    refused: frozenset[str] = frozenset()

    @property
    def takes_time(self) -> bool:
        """Whether a step moves the clock."""
        return any(who in ("clock", "repeat") for who, _, _ in self.steps)


def dialogues() -> Iterator[Dialogue]:
    """Yield every dialogue in this folder's YAML files."""
    for path in sorted(FOLDER.glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text("utf-8")):
            steps = tuple(step_of(one) for one in entry["steps"])
            refused = frozenset(entry.get("refused", ()))
            yield Dialogue(f"{path.stem}: {entry['name']}", steps, refused)


def step_of(entry: dict[str, Any]) -> tuple[str, str, Any]:
    """Parse one step, `{"who, where": what}`."""
    ((key, what),) = entry.items()
    who, where = (part.strip() for part in key.split(",", 1))
    return who, where, what


class Play:
    """Runs dialogues on a stage, one after the other."""

    def __init__(self, stage: Stage) -> None:
        self.scene = Scene(stage)

    async def run(self, dialogue: Dialogue) -> None:
        """Run every step. The coach's steps are checked when it has nothing left to do.

        Raises:
            AssertionError: a step failed; the message has its number.
        """
        for number, (who, where, what) in enumerate(dialogue.steps, 1):
            try:
                await self.step(who, where, what)
            except AssertionError as error:
                raise AssertionError(f"step {number} ({who}, {where}): {error}") from None
        refused = [c.error for c in self.scene.stage.server.refused]
        assert set(refused) <= dialogue.refused, refused

    async def step(self, who: str, where: str, what: Any) -> None:
        if who == "repeat":
            for step in list(what) * int(where):
                await self.step(*step_of(step))
        elif who == "coach":
            await check(self.scene, where, what)
        elif who == "clock":
            await forward(self.scene.stage, str(what))
        else:
            await act(self.scene, who, where, what)
            await self.scene.stage.quiet()

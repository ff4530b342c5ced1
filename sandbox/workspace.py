"""The state of a Slack workspace with one app installed; the rules are in the modules around it."""

from __future__ import annotations

import time
from collections.abc import Callable

from sandbox.assistant import Assistant
from sandbox.changes import Change, Changes
from sandbox.clock import Clock
from sandbox.conversations import Conversations
from sandbox.files import Files
from sandbox.identifiers import Identifiers
from sandbox.manifest import App
from sandbox.messages import Messages
from sandbox.model import Channel, Json, Message, Person, Team
from sandbox.streaming import Streams
from sandbox.triggers import Triggers
from sandbox.views import Views


class Workspace:
    """One workspace with one app installed. It only keeps state; ``sandbox.run`` serves it.

    ``request_url`` is where events go by signed HTTP; None means Socket Mode.
    """

    def __init__(
        self,
        app: App,
        *,
        clock: Callable[[], float] = time.time,
        request_url: str | None = None,
        seed: str | None = None,
    ) -> None:
        self.team = Team()
        self.app = app
        self.request_url = request_url
        self.base_url = ""
        self.clock = Clock(clock)
        self.ids = Identifiers(seed)
        self.changes = Changes()
        self.bot_token = f"xoxb-sandbox-{self.ids.secret()}"
        self.app_token = f"xapp-1-{app.id}-sandbox-{self.ids.secret()}"
        self.signing_secret = self.ids.secret()
        self.revoked = False
        self.people: dict[str, Person] = {person.id: person for person in create_people(app)}
        self.conversations = Conversations(self.ids)
        for channel in create_channels(app, int(self.clock.now())):
            self.conversations.add(channel)
        self.messages = Messages()
        self.read_marks: dict[tuple[str, str], str] = {}
        self.streams = Streams()
        self.scheduled: dict[str, tuple[int, Message]] = {}
        self.views = Views(self.ids, self.changes)
        self.triggers = Triggers(self.clock, self.ids)
        self.assistant = Assistant(self.clock, self.changes)
        self.files = Files(self.ids)
        # Both are set when the workspace is served.
        self.on_event: Callable[[Json], None] = lambda _: None
        self.issue_socket_address: Callable[[], str] = str

    @classmethod
    def from_manifest(
        cls,
        manifest: Json,
        *,
        clock: Callable[[], float] = time.time,
        request_url: str | None = None,
        seed: str | None = None,
    ) -> Workspace:
        """Create a workspace with the manifest's app installed.

        Raises:
            ManifestRefused: Slack would reject the manifest.
        """
        app = App.from_manifest(manifest)
        return cls(app, clock=clock, request_url=request_url, seed=seed)

    @property
    def bot_user(self) -> str:
        return self.app.bot_user

    @property
    def bot_id(self) -> str:
        return self.app.bot_id

    def now(self) -> float:
        """Return the time on the workspace's own clock, in seconds since the epoch."""
        return self.clock.now()

    def advance(self, seconds: float) -> None:
        """Move the workspace's clock forward and run the retries and expiries that are due."""
        self.clock.advance(seconds)
        self.changes.publish(Change("clock"))

    def timestamp(self) -> str:
        return self.ids.timestamp(self.now())

    def direct(self, person: str) -> Channel:
        """Return the direct message between a person and the app."""
        return self.conversations.direct({person, self.bot_user}, self.now())

    def emit(self, subscription: str, event: Json) -> None:
        """Send an event to the app, if its manifest subscribes to it."""
        if subscription in self.app.events and not self.revoked:
            self.on_event(self._envelope(event))

    def uninstall(self) -> None:
        """Remove the app: it gets two events, and its tokens stop working."""
        self.emit("app_uninstalled", {"type": "app_uninstalled"})
        tokens = {"bot": [self.bot_user]}
        self.emit("tokens_revoked", {"type": "tokens_revoked", "tokens": tokens})
        self.revoked = True

    def _envelope(self, event: Json) -> Json:
        authorization = {
            "enterprise_id": None,
            "team_id": self.team.id,
            "user_id": self.bot_user,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        return {
            "token": "sandbox",
            "team_id": self.team.id,
            "context_team_id": self.team.id,
            "context_enterprise_id": None,
            "api_app_id": self.app.id,
            "event": event,
            "type": "event_callback",
            "event_id": self.ids.make("Ev"),
            "event_time": int(self.now()),
            "authorizations": [authorization],
            "is_ext_shared_channel": False,
            "event_context": self.ids.make("EC"),
        }


HUMANS = (
    Person("U_ANA", "ana", "Ana Lima", "America/Sao_Paulo", is_admin=True),
    Person("U_BEN", "ben", "Ben Okafor", "Africa/Lagos"),
    Person("U_CHI", "chiara", "Chiara Rossi", "Europe/Rome"),
)


OTHER_BOT = Person("U_OTHERBOT", "deploybot", "Deploy Bot", bot_id="B_OTHERBOT")


def create_people(app: App) -> tuple[Person, ...]:
    """Return everyone in a new workspace, the app's own bot user last."""
    bot_name = app.bot_name.lower().replace(" ", "")
    return (*HUMANS, OTHER_BOT, Person(app.bot_user, bot_name, app.bot_name, bot_id=app.bot_id))


def create_channels(app: App, created: int) -> tuple[Channel, ...]:
    """Return the channels of a new workspace; the app's bot is in two of them, one is archived."""
    humans = frozenset(person.id for person in HUMANS)
    with_bot = humans | {app.bot_user}
    return (
        Channel("C_GENERAL", "general", "channel", humans, "Everything for everyone", created),
        Channel("C_BACKEND", "backend", "channel", with_bot | {OTHER_BOT.id}, "Servers", created),
        Channel("C_RANDOM", "random", "channel", humans, "Anything else", created),
        Channel("C_OLD", "old-project", "channel", with_bot, "Finished", created, is_archived=True),
    )

"""`coach demo`: the real bot in a local workspace in the browser, with no token or account."""

import asyncio
import socket
import time
from math import isfinite
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.output import print_text

PORTS = range(3000, 3020)
SKILLS = Path("skills")
AHEAD = "seconds-ahead"
"""File with how far the workspace's clock is ahead, so that records never lie in its future."""
POLL_SECONDS = 1.0
"""Short, because somebody is watching: what becomes due when time is moved is sent at once."""
DAY = 86_400


def demo(
    documents: Annotated[
        list[Path] | None, typer.Argument(help="Documents to teach from (default: skills/).")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            min=1, max=65535, help="Port of the page (default: the first free one from 3000)."
        ),
    ] = None,
) -> None:
    """Try the coach in the browser: a Slack-like workspace on this machine, with the real bot."""
    from bot.cli.context import load_command_settings
    from knowledge.errors import InputError

    settings = load_command_settings()
    settings.coach_data_dir = settings.coach_data_dir / "demo"
    settings.coach_database_url = settings.coach_chroma_url = None
    if not documents and not SKILLS.is_dir():
        raise InputError(
            "There's no folder skills here. Run this in the project's folder, or name your "
            "documents: `coach demo PATH`."
        )
    if port and not is_free(port):
        raise InputError(f"Port {port} is in use. Choose another with --port, or leave it out.")
    asyncio.run(_demo(settings, documents or [SKILLS], port))


async def _demo(settings: Any, documents: list[Path], port: int | None) -> None:
    from pydantic import SecretStr

    from bot.assemble import open_knowledge
    from bot.cli.ingest import ingest_documents
    from bot.cli.serve import stop_signal
    from bot.metrics import Metrics
    from bot.runtime import run_coach
    from bot.scheduler import Rhythm
    from bot.slack.app.manifest import manifest
    from sandbox.run import serve
    from sandbox.workspace import Workspace

    report = ingest_documents(settings, documents)
    print_text(
        f"Documents: {report.documents}, with {report.skills} skills in {report.sections} sections."
    )
    kept = settings.coach_data_dir / AHEAD
    ahead = seconds_ahead(kept)
    workspace = Workspace.from_manifest(manifest(), clock=lambda: time.time() + ahead)
    async with serve(workspace, host="127.0.0.1", port=port or free_port()) as server:
        settings.slack_api_url = f"{server.url}/api/"
        settings.slack_bot_token = SecretStr(workspace.bot_token)
        settings.slack_app_token = SecretStr(workspace.app_token)
        settings.coach_port = 0
        print_text("Loading the model ...")
        knowledge = open_knowledge(settings, Metrics())
        try:
            rhythm = Rhythm(poll_seconds=POLL_SECONDS)
            async with run_coach(settings, knowledge, clock=workspace.now, rhythm=rhythm):
                print_text(welcome(server.url, ahead))
                await stop_signal()
        finally:
            kept.write_text(str(workspace.now() - time.time()), "utf-8")
            knowledge.close()
    print_text("\nStopped.")


def welcome(url: str, ahead: float) -> str:
    """Return the text shown on start. ``ahead``: seconds the workspace's clock is ahead."""
    days = round(ahead / DAY)
    left = (
        f" It is {days} {'day' if days == 1 else 'days'} ahead, where you left it." if days else ""
    )
    return (
        f"\nThe workspace is running: {url}\nUse the clock at the top of the page to move "
        f"time forward and watch a week go by.{left}\nPress Ctrl-C to stop."
    )


def seconds_ahead(kept: Path) -> float:
    """Return how far ahead the last demo left its clock, in seconds; 0 if there was none."""
    try:
        found = float(kept.read_text("utf-8"))
    except (OSError, ValueError):
        return 0.0
    return found if isfinite(found) else 0.0


def free_port() -> int:
    """Return the first free port of ``PORTS``, or 0 (any free port) if all are in use."""
    return next((port for port in PORTS if is_free(port)), 0)


def is_free(port: int) -> bool:
    """Whether nothing listens on a port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0

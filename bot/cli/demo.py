"""`coach demo`: the real bot in a local workspace in the browser. No token, no account."""

import asyncio
import socket
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.output import print_text

PORTS = range(3000, 3020)


def demo(
    documents: Annotated[
        list[Path] | None, typer.Argument(help="Documents to teach from; skills/ when left out.")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(help="Port of the page; the first free one from 3000 when left out."),
    ] = None,
) -> None:
    """Try the coach in the browser: a Slack-like workspace on this machine, with the real bot."""
    from bot.cli.opening import prepared

    settings = prepared()
    settings.coach_data_dir = settings.coach_data_dir / "demo"
    settings.coach_database_url = settings.coach_chroma_url = None
    asyncio.run(_demo(settings, documents or [Path("skills")], port))


async def _demo(settings: Any, documents: list[Path], port: int | None) -> None:
    from pydantic import SecretStr

    from bot.assemble import open_knowing
    from bot.cli.ingest import ingest_documents
    from bot.cli.serve import stop_signal
    from bot.metrics import Metrics
    from bot.running import running
    from bot.slack.manifest import manifest
    from sandbox.run import serve
    from sandbox.workspace import Workspace

    report = ingest_documents(settings, documents)
    print_text(
        f"Documents: {report.documents}, with {report.skills} skills in {report.sections} sections."
    )
    workspace = Workspace.from_manifest(manifest())
    async with serve(workspace, host="127.0.0.1", port=port or free_port()) as server:
        settings.slack_api_url = f"{server.url}/api/"
        settings.slack_bot_token = SecretStr(workspace.bot_token)
        settings.slack_app_token = SecretStr(workspace.app_token)
        settings.coach_port = 0
        print_text("Loading the model ...")
        knowing = open_knowing(settings, Metrics())
        try:
            async with running(settings, knowing):
                print_text(f"\nThe workspace is open: {server.url}\nCtrl-C stops it.")
                await stop_signal()
        finally:
            knowing.close()
    print_text("\nStopped.")


def free_port() -> int:
    """The first of the demo's ports that nobody listens on; any free one when all are taken."""
    for port in PORTS:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    return 0

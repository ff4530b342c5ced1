"""`python -m sandbox --manifest FILE`: a workspace to try a Slack app in."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import sys
from pathlib import Path

import yaml

from sandbox.manifest import ManifestRefused
from sandbox.run import LOCAL_HOSTS, serve
from sandbox.workspace import Workspace


def main() -> int:
    """Read the options and serve until Ctrl-C; return 2 if the manifest can't be used."""
    options = _options()
    try:
        manifest = yaml.safe_load(options.manifest.read_text(encoding="utf-8"))
        ws = Workspace.from_manifest(manifest, request_url=options.request_url)
    except (OSError, yaml.YAMLError, ManifestRefused, AttributeError, TypeError) as problem:
        print(f"The manifest {options.manifest} can't be used: {problem}", file=sys.stderr)  # noqa: T201
        return 2
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(ws, options.host, options.port))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m sandbox", description=__doc__)
    parser.add_argument("--manifest", type=Path, required=True, help="the app's manifest")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=8765, help="port to listen on")
    parser.add_argument("--request-url", help="the app's URL for events; without it, Socket Mode")
    return parser.parse_args()


async def _serve(ws: Workspace, host: str, port: int) -> None:
    async with serve(ws, host, port, allowed_hosts=[*LOCAL_HOSTS, host]) as server:
        lines = [
            f"The workspace is at {server.url}",
            f"SLACK_API_URL={server.url}/api/",
            f"SLACK_BOT_TOKEN={ws.bot_token}",
            f"SLACK_SIGNING_SECRET={ws.signing_secret}"
            if ws.request_url
            else f"SLACK_APP_TOKEN={ws.app_token}",
        ]
        print("\n".join(lines), flush=True)  # noqa: T201
        await asyncio.Event().wait()


if __name__ == "__main__":
    sys.exit(main())

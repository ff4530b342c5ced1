"""`coach manifest`: print the Slack app manifest, ready to paste."""

from typing import Annotated

import typer

from bot.cli.output import JsonOption, print_json, print_text


def manifest(
    url: Annotated[
        str | None,
        typer.Option(
            help="The coach's public https address, for HTTP mode (default: Socket Mode)."
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Print the Slack app manifest, generated from the same lists as the code."""
    import yaml

    from bot.slack.app.manifest import manifest as build_manifest
    from knowledge.errors import InputError

    if url is not None and not url.startswith("https://"):
        raise InputError(
            "Slack needs an address that starts with https://, for example --url "
            "https://coach.example.com"
        )
    if as_json:
        print_json(build_manifest(url))
    else:
        print_text(
            yaml.safe_dump(
                build_manifest(url), sort_keys=False, allow_unicode=True, width=100
            ).rstrip()
        )

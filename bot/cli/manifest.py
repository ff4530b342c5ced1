"""`coach manifest`: the Slack app manifest, ready to paste."""

from typing import Annotated

import typer

from bot.cli.output import JsonOption, print_json, print_text


def manifest(
    url: Annotated[
        str | None,
        typer.Option(help="Public https address of the coach, for HTTP mode; Socket Mode without."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Print the Slack app manifest, made from the same lists as the code."""
    import yaml

    from bot.slack.app.manifest import manifest as made
    from knowledge.errors import InputError

    if url is not None and not url.startswith("https://"):
        raise InputError(
            "Slack needs an address that starts with https://, as in --url https://coach.example.com"
        )
    if as_json:
        print_json(made(url))
    else:
        print_text(
            yaml.safe_dump(made(url), sort_keys=False, allow_unicode=True, width=100).rstrip()
        )

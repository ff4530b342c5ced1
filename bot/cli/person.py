"""The command-line options that name a person and a workspace."""

from typing import Annotated

import typer

from knowledge.errors import InputError

User = Annotated[
    str, typer.Option("--user", help="The person's Slack user ID, for example U0123ABCD.")
]
WorkspaceOption = Annotated[
    str | None,
    typer.Option(help="Their workspace's ID, T… (default: all of theirs)."),
]


def parse_user_id(user: str) -> str:
    """Return the Slack user id.

    Raises:
        InputError: it can't be a user id.
    """
    person = user.strip()
    if not person or not person.replace("_", "").isalnum():
        raise InputError(
            f"“{user}” isn't a Slack user ID. Copy it from the person's profile; it looks "
            "like U0123ABCD."
        )
    return person

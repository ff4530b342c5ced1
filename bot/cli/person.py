"""The options that name a person, for the commands about their data."""

from typing import Annotated

import typer

from knowledge.errors import InputError

User = Annotated[str, typer.Option("--user", help="The person's Slack user id, as in U0123ABCD.")]
WorkspaceOption = Annotated[
    str | None,
    typer.Option(help="Their workspace's id, T…; all in which they are known when left out."),
]


def person_of(user: str) -> str:
    """The user id; raises ``InputError`` for what can't be one."""
    person = user.strip()
    if not person or not person.replace("_", "").isalnum():
        raise InputError(
            f"“{user}” is no Slack user id; copy it from the person's profile, as in U0123ABCD."
        )
    return person

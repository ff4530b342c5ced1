"""Generate the README's tables from the code: `python -m bot.docs`; `--check` reports drift."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from bot.settings import Settings
from bot.slack.app.commands import COMMANDS
from bot.slack.app.manifest import events, optional_scopes, scopes

README = Path(__file__).resolve().parent.parent / "README.md"
USAGES = 2
"""Ways to use each command that the README lists; `/coach help` lists them all."""


def settings_table() -> Iterable[str]:
    """Return the settings as Markdown table rows, one per setting."""
    yield "| variable | what it does | default |"
    yield "|---|---|---|"
    for name, field in Settings.model_fields.items():
        default = "" if field.default is None else f"`{field.default}`"
        yield f"| `{name.upper()}` | {field.description} | {default} |"


def commands_table() -> Iterable[str]:
    """Return the slash commands as Markdown table rows: the most used ways of each."""
    yield "| | type | what it does |"
    yield "|---|---|---|"
    shown = ""
    for command in COMMANDS:
        for usage, does in command.usages[:USAGES]:
            yield f"| {'' if command.group == shown else command.group} | `{usage}` | {does} |"
            shown = command.group


def permissions_list() -> Iterable[str]:
    """Return the scopes and events the app asks for, as Markdown list items."""
    yield f"- Scopes: {_codes(scopes())}"
    yield f"- Optional scopes, for follow-ups in channel threads: {_codes(optional_scopes())}"
    yield f"- Events: {_codes(events())}"


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


TABLES: dict[str, Callable[[], Iterable[str]]] = {
    "settings": settings_table,
    "commands": commands_table,
    "permissions": permissions_list,
}


def render(text: str) -> str:
    """Return the text with every marked table generated again.

    Raises:
        ValueError: a table's start or end marker is missing.
    """
    for name, table in TABLES.items():
        start, end = f"<!-- {name}: made by make docs -->\n", f"<!-- end of {name} -->"
        before, found, rest = text.partition(start)
        _, closed, after = rest.partition(end)
        if not (found and closed):
            raise ValueError(f"README.md has no markers for “{name}”.")
        text = f"{before}{start}" + "\n".join(table()) + f"\n{end}{after}"
    return text


def main(arguments: list[str]) -> int:
    """Write the README; with ``--check`` only compare. Return 1 if it was out of date, else 0.

    Raises:
        ValueError: a table's start or end marker is missing.
    """
    text = README.read_text("utf-8")
    made = render(text)
    if "--check" in arguments:
        if made != text:
            print("README.md is out of date; run `make docs`.", file=sys.stderr)  # noqa: T201
        return int(made != text)
    README.write_text(made, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

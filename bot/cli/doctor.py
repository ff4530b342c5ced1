"""`coach doctor`: what is missing, and how to fix it."""

import asyncio

import typer

from bot.cli.output import JsonOption, print_json, print_text

MARKS = {"ok": "✓", "note": "•", "broken": "✗"}


def doctor(as_json: JsonOption = False) -> None:
    """Check tokens, scopes, database, documents and models, and say how to fix each."""
    from bot.cli.context import load_command_settings
    from bot.doctor import State, run_checks

    findings = asyncio.run(run_checks(load_command_settings("ERROR")))
    broken = any(finding.state is State.BROKEN for finding in findings)
    if as_json:
        checks = [{"part": f.part, "state": f.state.value, "text": f.text} for f in findings]
        print_json({"ok": not broken, "checks": checks})
    else:
        for finding in findings:
            print_text(f"{MARKS[finding.state]} {finding.part}: {finding.text}")
    if broken:
        raise typer.Exit(1)

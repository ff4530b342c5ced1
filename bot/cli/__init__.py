"""The `coach` command. One file per command; heavy imports wait until a command runs."""

import sys

import typer

from bot.cli.ask import ask
from bot.cli.demo import demo
from bot.cli.doctor import doctor
from bot.cli.evaluate import evaluate
from bot.cli.export import export
from bot.cli.forget import forget
from bot.cli.gaps import gaps
from bot.cli.guide import app as guides
from bot.cli.ingest import ingest
from bot.cli.manifest import manifest
from bot.cli.map import app as skill_map
from bot.cli.match import match
from bot.cli.next import next_skills
from bot.cli.nudge import app as nudges
from bot.cli.outline import outline
from bot.cli.quiz import quiz
from bot.cli.say import chat, say
from bot.cli.serve import serve
from knowledge.errors import CoachError, InputError

app = typer.Typer(
    name="coach",
    help="Skill Coach: answers from your team's skills documents, in Slack and here.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
COMMANDS = (ingest, outline, ask, say, chat, quiz, match, serve, demo, manifest)
for command in (*COMMANDS, doctor, gaps, export, forget):
    app.command()(command)
app.command("eval")(evaluate)
app.command("next")(next_skills)
app.add_typer(guides)
app.add_typer(skill_map)
app.add_typer(nudges)


def main() -> None:
    """Run a command. Errors print one sentence on stderr and exit with 2 for bad input, else 1."""
    try:
        app()
    except CoachError as error:
        print(f"coach: {error}", file=sys.stderr)  # noqa: T201 - a command's own output
        sys.exit(2 if isinstance(error, InputError) else 1)
    except KeyboardInterrupt:
        print("coach: stopped.", file=sys.stderr)  # noqa: T201 - a command's own output
        sys.exit(130)
    except Exception as error:  # users should never see a traceback
        sys.exit(_unexpected(error))


def _unexpected(error: Exception) -> int:
    from bot.logs import redact

    if sys.flags.dev_mode:
        raise error
    detail = redact(str(error)).strip().splitlines()
    text = f"{type(error).__name__}: {detail[0]}" if detail else type(error).__name__
    print(  # noqa: T201 - a command's own output
        (
            f"coach: unexpected error ({text}). Run it with `python -X dev -m bot` to see where, "
            "and please report it."
        ),
        file=sys.stderr,
    )
    return 1

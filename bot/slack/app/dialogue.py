"""Serves what a message wants besides questions: logging, suggestions, quizzes, plans, undo, help.

Direct messages, mentions, `/learned` and `coach say` all come through here.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.coaching.messages.intent import Intent, Place, Request
from bot.coaching.messages.reader import GREETING, read_message
from bot.coaching.messages.requests import CLEAR
from bot.coaching.nudges.replies import find_command
from bot.slack.answers.conversation import reply_to_question, start_answer
from bot.slack.api.blocks import Message, message, note, paragraphs
from bot.slack.api.error_report import run_or_tell
from bot.slack.api.example_buttons import example_buttons
from bot.slack.api.mrkdwn import escape, shorten
from bot.slack.learning import pages
from bot.slack.learning.log_skills import LearnedStatement, Reply, log_statement
from bot.slack.learning.undo_last import undo_last
from bot.slack.nudges.responses import run_command
from bot.slack.recall.quiz import quiz_on
from bot.slack.routing.handlers import Command
from bot.slack.routing.help import help_message
from bot.slack.routing.question import AskedQuestion
from bot.slack.routing.services import Services
from bot.slack.suggestions.goal_command import CLEARED, GOAL_UNSET
from bot.slack.suggestions.next import change_goal, next_for
from bot.slack.suggestions.plan import plan_for
from bot.work import Busy
from knowledge.answers.phrases import SMALL_TALK, chosen
from knowledge.errors import CoachError
from knowledge.model import Catalogue
from knowledge.retrieval.smalltalk import SmallTalk

LONGEST_TOPIC = 60
NO_PEOPLE = (
    "I can't look up who knows {topic} yet. Ask in your team's channel; `/skills @name` shows "
    "what a colleague shares with the team."
)
SETTINGS = (
    "`/coach settings` has your goal, who sees your skills, and your data. `/nudges` shows when "
    "your nudge comes; try `/nudges off`, `/nudges Tuesday 10:00` or `/nudges less often`."
)
PUBLIC = frozenset({Intent.HELP, Intent.THANKS})
"""What everyone in a channel may see; anything else is about the person."""
OPENERS = frozenset({"settings", "preferences", "share", "hide", "export", "data", "profile"})


class Dialogue:
    """Reads and serves messages; ``commands`` returns what help lists."""

    def __init__(self, commands: Callable[[], Sequence[Command]]) -> None:
        self._commands = commands

    async def take(self, services: Services, asked: AskedQuestion) -> None:
        """Start serving a message, unless another delivery of it has been taken."""
        requests = await self.read(services, asked)
        if [request.intent for request in requests] == [Intent.ASK]:
            await start_answer(services, asked)
            return
        if not await services.claims.take(asked.workspace, asked.key, services.clock()):
            return
        try:
            services.work.start(self._serve(services, asked, requests), asked.key)
        except Busy as busy:
            await services.claims.release(asked.workspace, asked.key)
            await services.messenger.reply(asked.place, note(str(busy)), f"{asked.key}/busy")

    async def read(self, services: Services, asked: AskedQuestion) -> tuple[Request, ...]:
        """Return what a message wants; what isn't addressed to the coach can only be a question.

        When the coach is too busy to think, cues alone decide, so that no message is lost here.
        """
        if not asked.direct:
            return (Request(Intent.ASK, asked.text),)
        place = Place.DM if asked.private else Place.CHANNEL
        try:
            return await services.executor.run(
                lambda: read_message(asked.text, place, services.classify)
            )
        except CoachError:
            return read_message(asked.text, place)

    async def _serve(
        self, services: Services, asked: AskedQuestion, requests: tuple[Request, ...]
    ) -> None:
        """Serve each request in turn; what is personal is only shown to the person."""

        async def run() -> None:
            for number, request in enumerate(requests):
                if request.intent is Intent.ASK:
                    await services.messenger.status(asked.place)
                    await reply_to_question(services, replace(asked, text=request.text))
                    continue
                key = asked.key if not number else f"{asked.key}/{number}"
                reply = await self.reply(services, asked, request, key)
                for place, shown in enumerate(reply.messages):
                    private = request.intent not in PUBLIC
                    shown_as = f"{asked.key}/{number}/{place}"
                    await self._show(services, asked, shown, shown_as, private=private)

        succeeded = await run_or_tell(
            run(),
            lambda failed: services.messenger.reply(asked.place, failed, f"{asked.key}/error"),
            workspace=asked.workspace,
            channel=asked.channel,
        )
        finish = services.claims.done if succeeded else services.claims.release
        await finish(asked.workspace, asked.key)

    async def _show(
        self, services: Services, asked: AskedQuestion, shown: Message, key: str, *, private: bool
    ) -> None:
        if asked.private or not private:
            await services.messenger.reply(asked.place, shown, key)
        else:
            await services.messenger.post_ephemeral(asked.ephemeral_place, asked.person, shown)

    async def reply(
        self,
        services: Services,
        who: AskedQuestion,
        request: Request,
        key: str,
        *,
        bare: bool = False,
    ) -> Reply:
        """Do what a request other than a question wants; ``key`` makes a repeated call one entry.

        ``bare``: names without a verb are logged, as in `/learned docker`.
        """
        workspace, person, about = who.workspace, who.person, request.text
        match request.intent:
            case Intent.LOG:
                statement = LearnedStatement(workspace, person, about, key)
                return await log_statement(services, statement, bare=bare)
            case Intent.NEXT:
                return Reply((await next_for(services, workspace, person),))
            case Intent.GOAL:
                return Reply((await _goal(services, workspace, person, about, key),))
            case Intent.PROGRESS:
                return Reply((await pages.overview(services, workspace, person),))
            case Intent.QUIZ:
                return Reply((await quiz_on(services, workspace, person, about, key),))
            case Intent.PLAN:
                return Reply((await plan_for(services, workspace, person, about, key),))
            case Intent.UNDO:
                return Reply((await undo_last(services, workspace, person, about),))
            case Intent.SETTINGS:
                return Reply((await _settings(services, workspace, person, about),))
            case Intent.WHO:
                topic = f"“{shorten(about, LONGEST_TOPIC)}”" if about else "what"
                return Reply((note(NO_PEOPLE.format(topic=topic)),))
            case Intent.HELP:
                catalogue = await services.catalogue()
                if about == GREETING:
                    return Reply((_small_talk(SmallTalk.GREETING, key, catalogue),))
                return Reply((help_message(self._commands(), catalogue),))
            case _:
                return Reply((_small_talk(SmallTalk.THANKS, key),))


def _small_talk(kind: SmallTalk, key: str, catalogue: Catalogue | None = None) -> Message:
    """Return a friendly word; with a catalogue, also questions to try."""
    text = escape(chosen(SMALL_TALK[kind], key))
    buttons = example_buttons(catalogue) if catalogue else []
    return message(text, *paragraphs(text), *buttons)


async def _goal(services: Services, workspace: str, person: str, about: str, key: str) -> Message:
    """Set, clear or show the goal."""
    if about == CLEAR:
        await change_goal(services, workspace, person, "", key)
        return note(CLEARED)
    if about:
        return await change_goal(services, workspace, person, about, key)
    learner = await services.learner(workspace, person)
    return await next_for(services, workspace, person) if learner.goal else note(GOAL_UNSET)


async def _settings(services: Services, workspace: str, person: str, words: str) -> Message:
    """Change nudges as the words ask, or say where the settings are."""
    command = find_command(words)
    if not command and OPENERS & set(re.findall(r"\w+", words.lower())):
        return message(SETTINGS, *paragraphs(SETTINGS))
    return await run_command(services, workspace, person, command or words)

"""Asks a question on demand: `/quiz`, "quiz me on …", and *Quiz me* under an answer.

A running quiz stores nothing: its buttons carry the guide, the question and the option. The answer
goes to the log once per quiz, like the answer to a nudge.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.coaching.recall.distractors import digest
from bot.coaching.recall.schedule import fading_skills, recalled_entry
from bot.slack.answers.views import ANSWER_MENU, LOG, MORE, QUIZ_ME
from bot.slack.api.blocks import Message, message, note, paragraphs
from bot.slack.api.mrkdwn import escape, plain
from bot.slack.learning.form_actions import log_answer
from bot.slack.learning.save import save_entries
from bot.slack.recall.views import (
    GONE,
    NOT_SURE,
    QUIZ_AGAIN,
    QUIZ_ANSWER,
    feedback_message,
    nothing_message,
    quiz_message,
    recall_of,
)
from bot.slack.routing.handlers import Action, ActionCall, Command, CommandCall
from bot.slack.routing.services import Services
from knowledge.guide_model import Guide
from knowledge.model import Skill

OFFERED = 3


async def quiz(services: Services, call: CommandCall) -> None:
    """Answer `/quiz [topic]` with a question on the topic, or on what needs recall most."""
    topic = " ".join(plain(call.text).split())
    shown = await quiz_on(services, call.workspace, call.person, topic, call.trigger_id)
    await services.messenger.respond(call.response_url, shown)


async def quiz_on(
    services: Services, workspace: str, person: str, topic: str, seed: str
) -> Message:
    """Return a question on a topic or, without one, on what the person needs to recall most."""
    guide = await _guide_for(services, workspace, person, topic)
    if guide is None:
        titles = await _titles(services)
        return nothing_message(topic or "that", titles)
    return _asked(guide, seed)


async def start_quiz(services: Services, call: ActionCall) -> None:
    """Handle *Quiz me* and *Another question*; only the person who clicked sees the question."""
    guide = services.knowledge.guide(call.value)
    shown = _asked(guide, call.trigger_id) if guide and guide.questions else note(GONE)
    await services.messenger.respond(call.response_url, shown)


async def answer_quiz(services: Services, call: ActionCall) -> None:
    """Replace the question with feedback on the chosen option, and log the answer once."""
    guide_id, number, chosen, key = _parts(call.value)
    guide = services.knowledge.guide(guide_id)
    if guide is None or number >= len(guide.questions):
        await services.messenger.respond(call.response_url, note(GONE))
        return
    skill = await _skill_of(services, guide)
    if skill is not None:
        question = recall_of(guide, number, skill.id, skill.section_id, skill.text)
        right = None if chosen == NOT_SURE else chosen == question.right
        entry = recalled_entry(
            call.workspace,
            call.person,
            question,
            right,
            services.clock(),
            f"quiz:{key}",
            await services.catalogue(),
        )
        await save_entries(services, [entry])
    shown = feedback_message(guide, number, chosen, skill.text if skill else "")
    await services.messenger.respond(call.response_url, shown, replace=True)


async def use_answer_menu(services: Services, call: ActionCall) -> None:
    """Handle *More*, *Give me an example* and *Log as learned* in an answer's menu."""
    what, _, value = call.value.partition(":")
    if what == LOG:
        await log_answer(services, _with_value(call, value))
        return
    guide = services.knowledge.guide(value)
    shown = note(GONE) if guide is None else _more(guide) if what == MORE else _example(guide)
    await services.messenger.respond(call.response_url, shown)


def _asked(guide: Guide, seed: str) -> Message:
    number = digest(seed, guide.id) % len(guide.questions)
    options = range(len(guide.questions[number].options))
    order = tuple(sorted(options, key=lambda option: digest(seed, str(option))))
    return quiz_message(guide, number, order, f"{digest(seed):x}"[:12])


def _more(guide: Guide) -> Message:
    """Return a guide's key ideas, mistakes, exercise and reading."""
    lines = [f"*{escape(guide.title)}*"]
    lines += [f"•  *{escape(claim)}* {escape(rest)}" for claim, rest in guide.key_ideas[:4]]
    lines += [f"•  {escape(mistake)}" for mistake in guide.mistakes[:2]]
    if guide.exercise:
        lines.append(f"*Try it, {guide.exercise.minutes} min:* {escape(guide.exercise.text)}")
    lines += [f"•  <{escape(r.url)}|{escape(r.title)}>: {escape(r.why)}" for r in guide.reading[:3]]
    return message(escape(guide.title), *paragraphs("\n".join(lines)))


def _example(guide: Guide) -> Message:
    """Return the guide's example, else its exercise, else its explanation."""
    text = guide.example or (guide.exercise.text if guide.exercise else guide.explanation)
    shown = f"*An example: {escape(guide.title)}*\n{escape(text)}"
    return message(shown.replace("*", ""), *paragraphs(shown))


async def _guide_for(services: Services, workspace: str, person: str, topic: str) -> Guide | None:
    if topic:
        return await services.executor.run(lambda: services.knowledge.guide_on(topic))
    learner = await services.learner(workspace, person)
    fading = [skill_id for skill_id, _ in fading_skills(learner, services.clock())]
    for skill_id in (*fading, *learner.known):
        guides = services.knowledge.guides_of(skill_id)
        if found := next((guide for guide in guides if guide.questions), None):
            return found
    return None


async def _titles(services: Services) -> tuple[str, ...]:
    catalogue = await services.catalogue()
    with_questions = (
        skill.text for skill in catalogue.skills.values() if _has_questions(services, skill)
    )
    return tuple(text for _, text in zip(range(OFFERED), with_questions, strict=False))


def _has_questions(services: Services, skill: Skill) -> bool:
    return any(guide.questions for guide in services.knowledge.guides_of(skill.id))


async def _skill_of(services: Services, guide: Guide) -> Skill | None:
    """Return the skill that a guide is linked to, for the log."""
    catalogue = await services.catalogue()
    links = (link for outline in catalogue.outlines for link in outline.guide_links)
    ids = [link.skill_id for link in links if link.guide_id == guide.id and link.skill_id]
    return next((catalogue.skills[i] for i in ids if i in catalogue.skills), None)


def _parts(value: str) -> tuple[str, int, int, str]:
    guide_id, number, chosen, key = (*value.split(":", 3), "", "", "")[:4]
    return guide_id, _number(number), _number(chosen), key


def _number(text: str) -> int:
    return int(text) if text.lstrip("-").isdecimal() else NOT_SURE


def _with_value(call: ActionCall, value: str) -> ActionCall:
    return replace(call, value=value)


QUIZ_ACTIONS: Sequence[Action] = (
    Action(QUIZ_ME, start_quiz),
    Action(QUIZ_AGAIN, start_quiz),
    Action(QUIZ_ANSWER, answer_quiz),
    Action(ANSWER_MENU, use_answer_menu),
)
QUIZ = Command(
    "/quiz",
    "A question on what you learned, or on a topic",
    "caching",
    (("", "asks you a question on what you learned"), ("<topic>", "asks about a topic")),
    quiz,
    group="Ask",
)

"""Shows a channel's weekly prompt: a topic to talk about, and the skills of its section."""

from bot.coaching.nudges.model import Nudge
from bot.slack.api.blocks import Block, Message, actions, button, context, message, paragraphs
from bot.slack.api.mrkdwn import escape, shorten
from bot.slack.nudges.view_source import source_line
from bot.slack.suggestions.card import KNOW
from knowledge.model import Catalogue, Skill

LEARNED, TELL_MORE = "prompt_learned", "prompt_more"
"""Action ids; the value is ``section id|key``."""
SKILLS_SHOWN = 10
LONGEST_SKILL = 200
LONGEST_DISCUSS = 800

WHICH = "*Which of these did you learn?* Only you see this and what you log."
NOTES = ("Nobody else sees what you click here", "`/nudges here off` turns off the weekly prompt")


def prompt_message(nudge: Nudge, key: str, catalogue: Catalogue) -> Message:
    """Return the prompt. Everybody sees it, so it contains nothing about any person."""
    section = catalogue.sections.get(nudge.section_id)
    skills = [skill for each in nudge.skills if (skill := catalogue.present(each))]
    name = escape(shorten(section.title, LONGEST_SKILL)) if section else ""
    title = f"*This week's topic: {name}*" if section else "*This week's topic*"
    value = f"{nudge.section_id}|{key}"
    buttons = [button(LEARNED, "I learned this", value), button(TELL_MORE, "Tell me more", value)]
    return message(
        escape(f"This week's topic: {section.title if section else ''} {nudge.discuss}"),
        *paragraphs(f"{title}\n{escape(shorten(nudge.discuss, LONGEST_DISCUSS))}"),
        *_skills(skills),
        *(actions("prompt", buttons) if section else []),
        *context(" · ".join(filter(None, (source_line(nudge.section_id, catalogue), *NOTES)))),
    )


def which_message(skills: tuple[Skill, ...]) -> Message:
    """Return the section's skills, each with a button that logs it; only one person sees it."""
    blocks: list[Block] = []
    for skill in skills[:SKILLS_SHOWN]:
        (line, *_) = paragraphs(escape(shorten(skill.text, LONGEST_SKILL)))
        learned = button(KNOW, "I learned this", skill.id, label=f"I learned this: {skill.text}")
        blocks.append(line | {"accessory": learned})
    more = context("For anything else, use `/learned` in your own words.")
    return message(WHICH, *paragraphs(WHICH), *blocks, *more)


def _skills(skills: list[Skill]) -> list[Block]:
    lines = [f"•  {escape(shorten(skill.text, LONGEST_SKILL))}" for skill in skills[:SKILLS_SHOWN]]
    rest = len(skills) - len(lines)
    return paragraphs("\n".join([*lines, *([f"… and {rest} more"] if rest else [])]))

"""Shows nudges, reminders and prompts as messages, before and after they are answered."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.coaching.nudges.model import NextSkill, Nudge, NudgeKind, RecallAnswer
from bot.slack.api.blocks import Block, Message, actions, button, context, message, note, paragraphs
from bot.slack.api.mrkdwn import escape, shorten
from bot.slack.nudges.view_prompt import prompt_message
from bot.slack.nudges.view_question import answered_blocks, question_blocks, result
from bot.slack.nudges.view_source import source_line
from bot.slack.nudges.view_time_slot import plan_blocks
from bot.slack.suggestions.card import LONGEST_REASON, LONGEST_SKILL, answer_buttons
from knowledge.model import Catalogue

SAY = "nudge_say"
"""Action id of buttons that change when nudges come. The value is ``words|key``: the words are a
`/nudges` command or one of the two below, and the key is empty if there is no nudge."""
WHY, SETTINGS = "why", "settings"
SKIP = "skip next week"
"""As a button it skips the next nudge, whenever that is; typed, it skips next week."""
MORE = (
    (SKIP, "Snooze a week"),
    ("less often", "Less often"),
    ("pause", "Pause"),
    (SETTINGS, "Settings"),
)
LONGEST_WHY = 200
LONGEST_PASSAGE = 250
LONGEST_ABOUT = 400
LONGEST_EXERCISE = 700

NOTHING_YET = RecallAnswer()

NEXT = "Next for you:"
HELLO = "Your ten minutes for this week"
CLOSING = (
    "*I'll stop here.* The weekly nudges don't seem to fit right now, so I won't send more. "
    "Everything you logged stays, and everything else works as before."
)
BACK = "To turn them on again: here, in my Home tab, or with `/nudges on`."
NOW = "*It's the time you planned.*"
ASKED = "You planned this with your weekly nudge. All settings: `/nudges`."


@dataclass(frozen=True, slots=True)
class Since:
    """What a person did with a nudge since it was sent, see ``nudge_message``."""

    answer: RecallAnswer
    again: float | None
    reminding: bool | None


def nudge_message(
    nudge: Nudge,
    key: str,
    catalogue: Catalogue,
    answer: RecallAnswer = NOTHING_YET,
    *,
    again: float | None = None,
    reminding: bool | None = False,
) -> Message:
    """Return any kind of nudge, before or after an answer, as one message within Slack's limits.

    ``key`` identifies the nudge. ``again`` is when the answered question comes up again, in seconds
    since 1970. ``reminding`` is whether a reminder of the plan is set, None once its time has come.
    """
    return VIEWS[nudge.kind](nudge, key, catalogue, Since(answer, again, reminding))


def why_message(nudge: Nudge) -> Message:
    """Return the answer to "Why did I get this?"."""
    return note("\n".join(nudge.why) or "You asked for a weekly nudge.")


def _weekly(nudge: Nudge, key: str, catalogue: Catalogue, since: Since) -> Message:
    parts = [
        _question(nudge, key, catalogue, since),
        _next(nudge.next, catalogue) if nudge.next else [],
        plan_blocks(nudge, key, since.answer, reminding=since.reminding),
    ]
    shown = [part for part in parts if part]
    divided = [block for part in shown for block in (*part, {"type": "divider"})]
    return message(_fallback(nudge, since), *divided, *_footer(nudge, key))


def _closing(_nudge: Nudge, key: str, _catalogue: Catalogue, _since: Since) -> Message:
    buttons = [
        button(SAY, "Keep them weekly", f"on|{key}"),
        button(SAY, "Once a month", f"on, every 4 weeks|{key}"),
        button(SAY, "Settings", f"{SETTINGS}|{key}"),
    ]
    return message(
        CLOSING.replace("*", ""),
        *paragraphs(CLOSING),
        *actions("nudge_closing", buttons),
        *context(BACK),
    )


def _reminder(nudge: Nudge, _key: str, catalogue: Catalogue, _since: Since) -> Message:
    text = NOW.replace("*", "") + (f" Next for you: {nudge.next.skill}" if nudge.next else "")
    if nudge.next is None:
        return message(escape(text), *paragraphs(NOW), *context(ASKED))
    exercise = exercise_blocks(nudge.next)
    if not exercise:
        return message(
            escape(text), *paragraphs(NOW), *_next(nudge.next, catalogue), *context(ASKED)
        )
    named = paragraphs(f"*{escape(shorten(nudge.next.skill, LONGEST_SKILL))}*")
    buttons = answer_buttons(nudge.next.skill_id, nudge.next.skill)
    return message(escape(text), *paragraphs(NOW), *named, *exercise, *buttons, *context(ASKED))


def _prompt(nudge: Nudge, key: str, catalogue: Catalogue, _since: Since) -> Message:
    return prompt_message(nudge, key, catalogue)


def _question(nudge: Nudge, key: str, catalogue: Catalogue, since: Since) -> list[Block]:
    if nudge.question is None:
        return []
    if since.answer.chosen is None:
        return question_blocks(nudge.question, key)
    return answered_blocks(nudge.question, since.answer, catalogue, since.again, nudge.zone)


def _next(skill: NextSkill, catalogue: Catalogue) -> list[Block]:
    """Return a skill, why it comes next, what it is and an exercise.

    Without a guide, the document's own words take the place of the last two.
    """
    lines = [
        f"{NEXT} *{escape(shorten(skill.skill, LONGEST_SKILL))}*",
        escape(shorten(skill.reason, LONGEST_REASON)),
    ]
    if skill.about:
        lines.append(escape(shorten(first_sentences(skill.about), LONGEST_ABOUT)))
    else:
        around = shorten(" ".join(skill.passage.split()), LONGEST_PASSAGE)
        if skill.skill in around and around != skill.skill:
            lines.append(f"> {escape(around)}")
    blocks = paragraphs("\n".join(lines)) + exercise_blocks(skill)
    where = context(source_line(skill.section_id, catalogue))
    return [*blocks, *where, *answer_buttons(skill.skill_id, skill.skill)]


def exercise_blocks(skill: NextSkill) -> list[Block]:
    """Return the exercise for the planned time; no blocks without a guide."""
    if not skill.exercise:
        return []
    text = escape(shorten(skill.exercise, LONGEST_EXERCISE))
    return paragraphs(f"*Try it, {skill.minutes} minutes:* {text}")


def first_sentences(text: str, most: int = 2) -> str:
    """Return the first ``most`` sentences of a text."""
    return " ".join(re.split(r"(?<=[.!?])\s+", text)[:most])


def _footer(nudge: Nudge, key: str) -> list[Block]:
    """Return the reason for the nudge, a button for all reasons, and the settings menu."""
    why = nudge.why[0] if nudge.why else "Your weekly nudge."
    options = [
        {"text": {"type": "plain_text", "text": text}, "value": f"{words}|{key}"}
        for words, text in MORE
    ]
    why_button = button(SAY, "Why did I get this?", f"{WHY}|{key}")
    menu = {"type": "overflow", "action_id": SAY, "options": options}
    return [
        *context(escape(shorten(why, LONGEST_WHY))),
        *actions("nudge_more", [why_button, menu]),
    ]


def _fallback(nudge: Nudge, since: Since) -> str:
    """Return the notification text: what the nudge is about, not only that there is one."""
    if nudge.question is not None:
        if since.answer.chosen is None:
            return escape(f"{HELLO}: {nudge.question.text}")
        return result(nudge.question, since.answer)
    return escape(f"{HELLO}: {nudge.next.skill}" if nudge.next else HELLO)


View = Callable[[Nudge, str, Catalogue, Since], Message]
VIEWS: dict[NudgeKind, View] = {
    NudgeKind.WEEKLY: _weekly,
    NudgeKind.CLOSING: _closing,
    NudgeKind.REMINDER: _reminder,
    NudgeKind.PROMPT: _prompt,
}

"""What the coach sends by its own clock, as messages: before and after they were answered."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.coaching.nudges.model import NextSkill, Nudge, NudgeKind, RecallAnswer
from bot.slack.api.blocks import Block, Message, actions, button, context, message, note, paragraphs
from bot.slack.api.mrkdwn import escape, shorten
from bot.slack.nudges.view_plan import plan_blocks
from bot.slack.nudges.view_prompt import prompt_message
from bot.slack.nudges.view_question import answered_blocks, question_blocks, result
from bot.slack.nudges.view_source import stands_in
from bot.slack.suggestions.card import LONGEST_REASON, LONGEST_SKILL, answer_buttons
from knowledge.model import Catalogue

SAY = "nudge_say"
"""Action id of all that changes when nudges come; the value is ``words|key``, as `/nudges` reads
them, or one of the two that follow. The key is empty where no nudge is meant."""
WHY, SETTINGS = "why", "settings"
SKIP = "skip next week"
"""Leaves out the next one, whenever it would come; typed, it means the week that follows."""
MORE = (
    (SKIP, "Snooze a week"),
    ("less often", "Less often"),
    ("pause", "Pause"),
    (SETTINGS, "Settings"),
)
LONGEST_WHY = 200
LONGEST_PASSAGE = 250

NOTHING_YET = RecallAnswer()

NEXT = "Next for you:"
HELLO = "Your ten minutes for this week"
CLOSING = (
    "*I'll stop here.* The weekly nudges don't seem to fit right now, so I won't send more. "
    "Everything you logged stays, and everything else works as before."
)
BACK = "To turn them on again: here, in my Home tab, or with `/nudges on`."
NOW = "*Time for your 20 minutes.*"
ASKED = "You planned this with your weekly nudge. All settings: `/nudges`."


@dataclass(frozen=True, slots=True)
class Since:
    """What a person did since a nudge came, and what followed from it."""

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
    """Any nudge, as it comes or as it looks after an answer; one message within Slack's limits.

    ``key`` names its line in the ledger. ``again`` is when the answered question comes up again, in
    seconds since 1970; ``reminding`` says whether a reminder of the plan is set, None once its time
    has come.
    """
    return VIEWS[nudge.kind](nudge, key, catalogue, Since(answer, again, reminding))


def why_message(nudge: Nudge) -> Message:
    """The answer to "Why did I get this?"."""
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
    next_skill = _next(nudge.next, catalogue) if nudge.next else []
    return message(escape(text), *paragraphs(NOW), *next_skill, *context(ASKED))


def _prompt(nudge: Nudge, key: str, catalogue: Catalogue, _since: Since) -> Message:
    return prompt_message(nudge, key, catalogue)


def _question(nudge: Nudge, key: str, catalogue: Catalogue, since: Since) -> list[Block]:
    if nudge.question is None:
        return []
    if since.answer.chosen is None:
        return question_blocks(nudge.question, key)
    return answered_blocks(nudge.question, since.answer, catalogue, since.again, nudge.zone)


def _next(skill: NextSkill, catalogue: Catalogue) -> list[Block]:
    """The skill with its reason and the document's words, and the four answers to it."""
    lines = [
        f"{NEXT} *{escape(shorten(skill.skill, LONGEST_SKILL))}*",
        escape(shorten(skill.reason, LONGEST_REASON)),
    ]
    around = shorten(" ".join(skill.passage.split()), LONGEST_PASSAGE)
    if skill.skill in around and around != skill.skill:
        lines.append(f"> {escape(around)}")
    stands = context(stands_in(skill.section_id, catalogue))
    return [*paragraphs("\n".join(lines)), *stands, *answer_buttons(skill.skill_id, skill.skill)]


def _footer(nudge: Nudge, key: str) -> list[Block]:
    """Why it came, in a line and on request; and the menu with all that can be changed."""
    why = nudge.why[0] if nudge.why else "Your weekly nudge."
    options = [
        {"text": {"type": "plain_text", "text": text}, "value": f"{words}|{key}"}
        for words, text in MORE
    ]
    asked = button(SAY, "Why did I get this?", f"{WHY}|{key}")
    menu = {"type": "overflow", "action_id": SAY, "options": options}
    return [
        *context(escape(shorten(why, LONGEST_WHY))),
        *actions("nudge_more", [asked, menu]),
    ]


def _fallback(nudge: Nudge, since: Since) -> str:
    """For notifications: what it is about, not just that it came."""
    if nudge.question is not None:
        asked = since.answer.chosen is None
        found = nudge.question.text if asked else result(nudge.question, since.answer)
        return escape(f"{HELLO}: {found}") if asked else found
    return escape(f"{HELLO}: {nudge.next.skill}" if nudge.next else HELLO)


View = Callable[[Nudge, str, Catalogue, Since], Message]
VIEWS: dict[NudgeKind, View] = {
    NudgeKind.WEEKLY: _weekly,
    NudgeKind.CLOSING: _closing,
    NudgeKind.REMINDER: _reminder,
    NudgeKind.PROMPT: _prompt,
}

"""Messages about a channel's weekly prompt: set, current or ended."""

from bot.coaching.nudges.explanations import describe_schedule
from bot.coaching.nudges.schedule import Schedule
from bot.slack.api.blocks import Message, actions, button, context, message, note, paragraphs
from bot.slack.api.mrkdwn import escape

REMOVE = "prompt_remove"
"""Action id; the value is the channel's id."""
SET = "<@{person}> set a weekly learning prompt for this channel: {when}."
ABOUT = (
    "It's a section of your team's skills document and a question to talk about. I'm a bot "
    "and can be wrong. Nobody's own skills are ever shown."
)
REMOVED = "<@{person}> turned off this channel's weekly learning prompt."
NOT_YOURS = (
    "<@{person}> set the weekly prompt here ({when}), so only they or a workspace admin can "
    "change it."
)
HERE = "*This channel's weekly prompt*: {when}, set by <@{person}>.\n{expected}"
HOW = "Change it with `/nudges here weekly Tuesday 10:00`, turn it off with `/nudges here off`."
NONE_HERE = (
    "This channel has no weekly prompt. Set one for everyone with /nudges here weekly Tuesday 10:00"
)
NOT_UNDERSTOOD = (
    "I didn't understand “{words}”. Give a day and a time: /nudges here weekly Tuesday 10:00"
)
INVITE = "I can't post in this channel yet. Invite me with /invite @Skill Coach, then try again."
IN_A_CHANNEL = "A weekly prompt belongs in a channel. Type that in the channel you want it in."


def set_message(schedule: Schedule) -> Message:
    """Return the public announcement of a prompt, with a button that ends it."""
    text = SET.format(person=schedule.person, when=_when(schedule))
    remove = button(REMOVE, "Remove", schedule.subject, label="Remove the weekly prompt")
    return message(text, *paragraphs(text), *actions("prompt_set", [remove]), *context(ABOUT))


def removed_message(person: str) -> Message:
    """Return the public message that the prompt has ended."""
    text = REMOVED.format(person=person)
    return message(text, *paragraphs(text))


def not_yours_message(schedule: Schedule) -> Message:
    """Return the private message for somebody who isn't allowed to change the prompt."""
    text = NOT_YOURS.format(person=schedule.person, when=_when(schedule))
    return message(text, *paragraphs(text))


def here_message(schedule: Schedule | None, expected: str) -> Message:
    """Return the private message on the channel's current prompt and how to change it."""
    if schedule is None:
        return note(NONE_HERE)
    text = HERE.format(when=_when(schedule), person=schedule.person, expected=escape(expected))
    return message(text.replace("*", ""), *paragraphs(text), *context(HOW))


def _when(schedule: Schedule) -> str:
    return escape(describe_schedule(schedule.preferences, schedule.preferences.zone))

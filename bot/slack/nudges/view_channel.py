"""What is said about a channel's weekly prompt: that one was set, is there, or has ended."""

from bot.coaching.nudges.explanations import in_words
from bot.coaching.nudges.schedule import Schedule
from bot.slack.api.blocks import Message, actions, button, context, message, note, paragraphs
from bot.slack.api.mrkdwn import escape

REMOVE = "prompt_remove"
"""Action id; the value is the channel's id."""
SET = "<@{person}> set a weekly learning prompt for this channel: {when}."
ABOUT = (
    "A section of your team's skills document and a question to talk about. I am a bot and can be "
    "wrong; nobody's own skills are ever shown."
)
REMOVED = "<@{person}> ended the weekly learning prompt of this channel."
NOT_YOURS = (
    "<@{person}> set the weekly prompt here ({when}), so it's theirs to change: ask them, or an "
    "admin of this workspace."
)
HERE = "*This channel's weekly prompt*: {when}, set by <@{person}>.\n{expected}"
HOW = "`/nudges here weekly Tuesday 10:00` changes it, `/nudges here off` ends it."
NONE_HERE = (
    "There is no weekly prompt in this channel. /nudges here weekly Tuesday 10:00 sets one, for "
    "everybody to see."
)
NOT_UNDERSTOOD = "I did not get “{words}”. Say a day and an hour: /nudges here weekly Tuesday 10:00"
INVITE = (
    "I can't post in this channel yet. Invite me with /invite @Skill Coach, then try again; "
    "nothing is set so far."
)
IN_A_CHANNEL = "A weekly prompt belongs in a channel: type that in the one where it should come."


def set_message(schedule: Schedule) -> Message:
    """For all to see, with the button that ends it."""
    text = SET.format(person=schedule.person, when=_when(schedule))
    remove = button(REMOVE, "Remove", schedule.subject, label="Remove the weekly prompt")
    return message(text, *paragraphs(text), *actions("prompt_set", [remove]), *context(ABOUT))


def removed_message(person: str) -> Message:
    """For all to see."""
    text = REMOVED.format(person=person)
    return message(text, *paragraphs(text))


def not_yours_message(schedule: Schedule) -> Message:
    """For one who may not change it."""
    text = NOT_YOURS.format(person=schedule.person, when=_when(schedule))
    return message(text, *paragraphs(text))


def here_message(schedule: Schedule | None, expected: str) -> Message:
    """Whether there is one and when it comes, and how to set one; for one person's eyes."""
    if schedule is None:
        return note(NONE_HERE)
    text = HERE.format(when=_when(schedule), person=schedule.person, expected=escape(expected))
    return message(text.replace("*", ""), *paragraphs(text), *context(HOW))


def _when(schedule: Schedule) -> str:
    return escape(in_words(schedule.preferences, schedule.preferences.zone))

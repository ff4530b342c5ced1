"""Shows what to learn next: suggestions with their reason, source and buttons."""

from collections.abc import Sequence

from bot.coaching.learning.entries import Entry, EntryKind
from bot.coaching.suggestions.suggest import Suggestion
from bot.slack.api.blocks import (
    Block,
    Message,
    actions,
    button,
    context,
    message,
    paragraphs,
    source,
)
from bot.slack.api.mrkdwn import escape, shorten
from bot.slack.learning.views_not_logged import SET_GOAL
from bot.slack.learning.views_section import UNDO
from bot.slack.suggestions.card import suggestion_blocks
from knowledge.guide_model import Guide
from knowledge.model import Catalogue

LONGEST_EXERCISE = 900
READING_SHOWN = 2
NOTHING = (
    "I have nothing to suggest right now: you've logged, postponed or ruled out everything "
    "you're ready for. `/skills` shows your progress."
)
NO_DOCUMENTS = "There are no documents to suggest from yet. Your admin can add some."
NOT_FOUND = (
    "Your goal “{goal}” isn't in the documents, so these build on what you know. `/goal "
    "clear` clears the goal."
)
TOWARDS = "Toward your goal “{goal}”. `/goal clear` clears it."
UNKNOWN_GOAL = "I don't know a path to “{goal}” in your documents, so I haven't set it. "
DID_YOU_MEAN = "Did you mean one of these?"
TRY_OTHER_WORDS = "Try other words, or the name of a skill."
LONGEST_GOAL = 80
HOW = "*Later* brings a skill back in four weeks, *Not for me* never does. Only you see this."
CONFIRMATIONS = {
    EntryKind.STARTED: "Started: *{skill}*. Log it with `/learned` when you know it.",
    EntryKind.LATER: "Postponed: *{skill}*. It may come back in four weeks.",
    EntryKind.NOT_FOR_ME: "Noted: I won't suggest *{skill}* again.",
}


def next_message(
    suggested: Sequence[Suggestion], catalogue: Catalogue, goal: str, *, found_goal: bool
) -> Message:
    """Return the suggestions; ``found_goal`` is whether the documents have skills for the goal."""
    lead = (TOWARDS if found_goal else NOT_FOUND).format(goal=escape(goal)) if goal else ""
    if not suggested:
        words = NOTHING if catalogue.skills else NO_DOCUMENTS
        return message(words, *paragraphs(words), *(context(lead) if lead else []))
    blocks: list[Block] = paragraphs("*What to learn next*") + (context(lead) if lead else [])
    for each in suggested:
        blocks += suggestion_blocks(each)
        document = catalogue.documents[each.section.document_id]
        blocks += context(f"From {source(each.section, document)}")
    named = "; ".join(each.skill.text for each in suggested)
    return message(escape(f"What to learn next: {named}"), *blocks, *context(HOW))


def unknown_goal_message(goal: str, roles: Sequence[str]) -> Message:
    """Return that the documents have nothing for a goal, with the nearest roles as buttons."""
    named = escape(shorten(goal, LONGEST_GOAL))
    text = UNKNOWN_GOAL.format(goal=named) + (DID_YOU_MEAN if roles else TRY_OTHER_WORDS)
    buttons = [button(SET_GOAL, role, role, label=f"Set as goal: {role}") for role in roles]
    return message(text, *paragraphs(text), *actions("roles", buttons))


def answered_message(entry: Entry, guides: Sequence[Guide] = ()) -> Message:
    """Return a confirmation of an answer to a suggestion, with *Undo*.

    For a skill that was started, the first guide with one gives an exercise and what to read.
    """
    words = CONFIRMATIONS[entry.kind].format(skill=escape(shorten(entry.skill, 200)))
    undo = button(UNDO, "Undo", entry.id, label=f"Undo: {entry.skill}")
    first_step = _first_step(guides) if entry.kind is EntryKind.STARTED else []
    return message(
        words.replace("*", ""), *paragraphs(words), *first_step, *actions("suggested", [undo])
    )


def _first_step(guides: Sequence[Guide]) -> list[Block]:
    guide = next((g for g in guides if g.exercise), None)
    if guide is None or guide.exercise is None:
        return []
    exercise = escape(shorten(guide.exercise.text, LONGEST_EXERCISE))
    lines = [f"*First step, {guide.exercise.minutes} min:* {exercise}"]
    lines += [
        f"•  <{escape(each.url)}|{escape(each.title)}>: {escape(each.why)}"
        for each in guide.reading[:READING_SHOWN]
    ]
    return paragraphs("\n".join(lines))

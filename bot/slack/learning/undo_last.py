"""Undoes in words: the last thing, whatever it was, or a skill by its name."""

from rapidfuzz import fuzz

from bot.coaching.learning.edits import removal_entry
from bot.coaching.learning.entries import Entry, EntryKind
from bot.coaching.learning.learner_state import KnownSkill, LearnerState
from bot.coaching.learning.logging_decision import batch_id, undo_entry
from bot.slack.api.blocks import Message, actions, button, message, note, paragraphs
from bot.slack.api.mrkdwn import escape, shorten
from bot.slack.learning.save import save_entries
from bot.slack.learning.views_logged import undone_message
from bot.slack.learning.views_section import UNDO
from bot.slack.routing.services import Services
from knowledge.model import Match

LIKE = 80.0
"""Similarity (0 to 100) of words to a logged skill that names it."""
NOTHING = "There's nothing to undo."
NOT_LOGGED = "“{words}” isn't among your skills, so there's nothing to remove."
REMOVED = "Removed *{skill}* from your skills."
LONGEST = 200


async def undo_last(services: Services, workspace: str, person: str, about: str = "") -> Message:
    """Undo the person's last entry and those made with it, or remove the skill ``about`` names."""
    learner = await services.learner(workspace, person)
    if about:
        match = await services.executor.run(lambda: services.knowledge.match(about))
        known = _named(about, match, learner)
        if known is None:
            return note(NOT_LOGGED.format(words=shorten(about, LONGEST)))
        return await _remove(services, known)
    last = next((e for e in reversed(learner.history) if e.kind is not EntryKind.RECALLED), None)
    if last is None:
        return note(NOTHING)
    target = last.batch or last.id
    undone = tuple(e for e in learner.history if target in (e.id, e.batch))
    entry = undo_entry(target, workspace=workspace, person=person, at=services.clock())
    await save_entries(services, [entry])
    return undone_message(undone)


async def _remove(services: Services, known: KnownSkill) -> Message:
    last: Entry = known.entries[-1]
    entry = removal_entry(known, batch_id("removed", last.id), services.clock())
    await save_entries(services, [entry])
    text = REMOVED.format(skill=escape(shorten(known.text, LONGEST)))
    undo = button(UNDO, "Undo", entry.id, label=f"Undo: keep {known.text}")
    return message(text.replace("*", ""), *paragraphs(text), *actions("removed", [undo]))


def _named(about: str, match: Match, learner: LearnerState) -> KnownSkill | None:
    """Return the logged skill that words mean: the likeliest candidate, else the nearest name."""
    for candidate in match.candidates:
        if candidate.skill.id in learner.known:
            return learner.known[candidate.skill.id]
    words = about.casefold()
    alike = [(fuzz.partial_ratio(words, k.text.casefold()), k) for k in learner.known.values()]
    score, best = max(alike, key=lambda each: each[0], default=(0.0, None))
    return best if score >= LIKE else None

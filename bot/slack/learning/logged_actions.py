"""Handles the buttons under logged skills, and under the question which skill was meant."""

from bot.coaching.learning.entries import Entry
from bot.coaching.learning.logging_decision import (
    LONGEST_OWN,
    StatementPart,
    alternatives,
    batch_id,
    find_withdrawal,
    undo_entry,
)
from bot.coaching.learning.statement import Statement
from bot.slack.api.blocks import note
from bot.slack.learning.log_skills import own_skill_entry, save_and_show, skill_entry
from bot.slack.learning.pages import answer_click
from bot.slack.learning.save import save_entries
from bot.slack.learning.views_ask import (
    CANCEL,
    CANCELLED,
    GONE,
    MEANT,
    NONE_OF_THESE,
    OLD_BUTTON,
    OWN_SKILL,
    Pending,
    ask_message,
    to_pending,
    unpack,
)
from bot.slack.learning.views_logged import (
    ALREADY,
    NO_LONGER,
    NOT_THIS,
    logged_message,
    undone_message,
)
from bot.slack.learning.views_offer import LOG_TICKED, TICKED, unpack_offer
from bot.slack.learning.views_section import UNDO
from bot.slack.routing.handlers import Action, ActionCall
from bot.slack.routing.services import Services


async def undo(services: Services, call: ActionCall) -> None:
    """Undo an entry or a batch, once, however often it is clicked."""
    named, undone = await _withdraw(services, call)
    message = undone_message(undone) if named else note(NO_LONGER)
    whole = bool(undone) and undone[0].batch == call.value
    await answer_click(services, call, message, replace=whole)


async def ask_instead(services: Services, call: ActionCall) -> None:
    """Undo one skill and ask which other one was meant."""
    named, undone = await _withdraw(services, call)
    if not undone:
        await answer_click(services, call, note(ALREADY if named else NO_LONGER))
        return
    entry = undone[0]
    learner = await services.learner(call.workspace, call.person)
    rest = [e for e in learner.history if e.batch == entry.batch]
    match = await services.executor.run(lambda: services.knowledge.match(entry.words))
    others = alternatives(match, but={entry.skill_id, *(e.skill_id for e in rest)})
    statement = Statement(entry.words, entry.on, entry.level, entry.wish, entry.evidence)
    pending = to_pending(batch_id(entry.id, "instead"), entry.words, statement)
    lead = f"Undone: {entry.skill}."
    question = ask_message(StatementPart(entry.words, (), others), pending, lead=lead)
    if rest:
        await answer_click(services, call, logged_message(rest), replace=True)
    await answer_click(services, call, question, replace=not rest)


async def log_choice(services: Services, call: ActionCall) -> None:
    """Log the candidate that was chosen, or the words as the person's own skill."""
    try:
        chosen = unpack(call.value)
    except ValueError:
        await answer_click(services, call, note(OLD_BUTTON))
        return
    entry = await _entry(services, call, chosen)
    message = await save_and_show(services, [entry]) if entry else note(GONE)
    await answer_click(services, call, message, replace=entry is not None)


async def ask_whether_own(services: Services, call: ActionCall) -> None:
    """Replace the question by another: whether to keep the words as the person's own skill."""
    try:
        pending = unpack(call.value)
    except ValueError:
        await answer_click(services, call, note(OLD_BUTTON))
        return
    question = ask_message(StatementPart(pending.words), pending)
    await answer_click(services, call, question, replace=True)


async def cancel(services: Services, call: ActionCall) -> None:
    """Replace the question by a note that nothing was logged."""
    await answer_click(services, call, note(CANCELLED), replace=True)


async def _withdraw(
    services: Services, call: ActionCall
) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Undo what a click names; return those entries, and the ones that this click undid."""
    log = await services.learning.of(call.workspace, call.person)
    learner = await services.learner(call.workspace, call.person)
    found = find_withdrawal(call.value, log, learner.history)
    if not found.holding:
        return found.named, ()
    entry = undo_entry(
        call.value, workspace=call.workspace, person=call.person, at=services.clock()
    )
    new = await save_entries(services, [entry])
    return found.named, found.holding if new else ()


async def _entry(services: Services, call: ActionCall, chosen: Pending) -> Entry | None:
    """Return the entry that a button logs; None if its skill is no longer in the documents."""
    if not chosen.skill_id:
        statement = chosen.statement
        return (
            own_skill_entry(services, call, chosen.batch, statement)
            if statement.phrase[:LONGEST_OWN]
            else None
        )
    catalogue = await services.catalogue()
    skill = catalogue.present(chosen.skill_id)
    return (
        skill_entry(services, call, chosen.batch, skill, catalogue, chosen.statement)
        if skill
        else None
    )


async def log_ticked(services: Services, call: ActionCall) -> None:
    """Log the ticked skills of a section; all of them if Slack sends no boxes."""
    try:
        batch, section_id, statement = unpack_offer(call.value)
    except ValueError:
        await answer_click(services, call, note(OLD_BUTTON))
        return
    catalogue = await services.catalogue()
    skills = [
        skill
        for skill in catalogue.skills_of(section_id)
        if call.ticked is None or skill.id in call.ticked
    ]
    if not skills:
        await answer_click(services, call, note(CANCELLED if call.ticked == () else GONE))
        return
    entries = [skill_entry(services, call, batch, s, catalogue, statement) for s in skills]
    await answer_click(services, call, await save_and_show(services, entries), replace=True)


async def ignore(services: Services, call: ActionCall) -> None:
    """Do nothing: a box was ticked, and the button below reads all of them."""


LEARNED_ACTIONS = (
    Action(LOG_TICKED, log_ticked),
    Action(TICKED, ignore),
    Action(UNDO, undo),
    Action(NOT_THIS, ask_instead),
    Action(MEANT, log_choice),
    Action(NONE_OF_THESE, ask_whether_own),
    Action(OWN_SKILL, log_choice),
    Action(CANCEL, cancel),
)

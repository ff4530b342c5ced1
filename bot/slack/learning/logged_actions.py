"""Buttons under what was logged, and under a question which skill was meant."""

from bot.coaching.learning.entries import Entry
from bot.coaching.learning.logging_decision import (
    LONGEST_OWN,
    StatementPart,
    alternatives,
    batch_id,
    taking_back,
    withdrawal,
)
from bot.coaching.learning.statement_parser import Statement
from bot.slack.api.blocks import note
from bot.slack.learning.log_skills import known, logged, own
from bot.slack.learning.pages import answer_click
from bot.slack.learning.save import keep
from bot.slack.learning.views_ask import (
    CANCEL,
    CANCELLED,
    GONE,
    MEANT,
    OLD_BUTTON,
    OWN_SKILL,
    Pending,
    ask_message,
    pending,
    unpacked,
)
from bot.slack.learning.views_logged import (
    ALREADY,
    NO_LONGER,
    NOT_THIS,
    logged_message,
    taken_back_message,
)
from bot.slack.learning.views_section import UNDO
from bot.slack.routing.handlers import Action, ActionCall
from bot.slack.routing.services import Services


async def undo(services: Services, call: ActionCall) -> None:
    """Takes back an entry or a batch: once, however often it is clicked."""
    named, holding = await _withdraw(services, call)
    message = taken_back_message(holding) if named else note(NO_LONGER)
    whole = bool(holding) and holding[0].batch == call.value
    await answer_click(services, call, message, replace=whole)


async def not_this(services: Services, call: ActionCall) -> None:
    """Takes one skill back and asks which other one was meant."""
    named, holding = await _withdraw(services, call)
    if not holding:
        await answer_click(services, call, note(ALREADY if named else NO_LONGER))
        return
    entry = holding[0]
    learner = await services.learner(call.workspace, call.person)
    rest = [e for e in learner.history if e.batch == entry.batch]
    match = await services.executor.run(lambda: services.knowledge.match(entry.words))
    others = alternatives(match, but={entry.skill_id, *(e.skill_id for e in rest)})
    said = Statement(entry.words, entry.on, entry.level, entry.wish, entry.evidence)
    asked = pending(batch_id(entry.id, "instead"), entry.words, said)
    lead = f"Undone: {entry.skill}."
    question = ask_message(StatementPart(entry.words, (), others), asked, lead=lead)
    if rest:
        await answer_click(services, call, logged_message(rest), replace=True)
    await answer_click(services, call, question, replace=not rest)


async def meant(services: Services, call: ActionCall) -> None:
    """One of the candidates, or the person's own skill, is the one that was meant."""
    try:
        chosen = unpacked(call.value)
    except ValueError:
        await answer_click(services, call, note(OLD_BUTTON))
        return
    entry = await _entry(services, call, chosen)
    message = await logged(services, [entry]) if entry else note(GONE)
    await answer_click(services, call, message, replace=entry is not None)


async def cancel(services: Services, call: ActionCall) -> None:
    """Nothing is logged; the question goes."""
    await answer_click(services, call, note(CANCELLED), replace=True)


async def _withdraw(
    services: Services, call: ActionCall
) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """The entries a click names, and those of them that held until this click."""
    log = await services.learning.of(call.workspace, call.person)
    learner = await services.learner(call.workspace, call.person)
    found = withdrawal(call.value, log, learner.history)
    if not found.holding:
        return found.named, ()
    entry = taking_back(
        call.value, workspace=call.workspace, person=call.person, at=services.clock()
    )
    new = await keep(services, [entry])
    return found.named, found.holding if new else ()


async def _entry(services: Services, call: ActionCall, chosen: Pending) -> Entry | None:
    """What a pressed button logs; None where its skill has left the documents."""
    if not chosen.skill_id:
        said = chosen.said
        return own(services, call, chosen.batch, said) if said.phrase[:LONGEST_OWN] else None
    catalogue = await services.catalogue()
    skill = catalogue.present(chosen.skill_id)
    return known(services, call, chosen.batch, skill, catalogue, chosen.said) if skill else None


LEARNED_ACTIONS = (
    Action(UNDO, undo),
    Action(NOT_THIS, not_this),
    Action(MEANT, meant),
    Action(OWN_SKILL, meant),
    Action(CANCEL, cancel),
)

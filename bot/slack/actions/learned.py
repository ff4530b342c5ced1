"""Buttons under what was logged, and under a question which skill was meant."""

from bot.coaching.learned import (
    LONGEST_OWN,
    Part,
    alternatives,
    batch_id,
    taking_back,
    withdrawal,
)
from bot.coaching.log import Entry
from bot.coaching.said import Said
from bot.slack.desk import Desk
from bot.slack.keeping import keep
from bot.slack.learning import known, logged, own
from bot.slack.pages import answer_click
from bot.slack.registry import Action, ActionCall
from bot.slack.views.learned import (
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
from bot.slack.views.logged import (
    ALREADY,
    NO_LONGER,
    NOT_THIS,
    logged_message,
    taken_back_message,
)
from bot.slack.views.message import note
from bot.slack.views.skills_section import UNDO


async def undo(desk: Desk, call: ActionCall) -> None:
    """Takes back an entry or a batch: once, however often it is clicked."""
    named, holding = await _withdraw(desk, call)
    message = taken_back_message(holding) if named else note(NO_LONGER)
    whole = bool(holding) and holding[0].batch == call.value
    await answer_click(desk, call, message, replace=whole)


async def not_this(desk: Desk, call: ActionCall) -> None:
    """Takes one skill back and asks which other one was meant."""
    named, holding = await _withdraw(desk, call)
    if not holding:
        await answer_click(desk, call, note(ALREADY if named else NO_LONGER))
        return
    entry = holding[0]
    standing = await desk.standing(call.workspace, call.person)
    rest = [e for e in standing.history if e.batch == entry.batch]
    match = await desk.thinker.run(lambda: desk.knowledge.match(entry.words))
    others = alternatives(match, but={entry.skill_id, *(e.skill_id for e in rest)})
    said = Said(entry.words, entry.on, entry.level, entry.wish, entry.evidence)
    asked = pending(batch_id(entry.id, "instead"), entry.words, said)
    lead = f"Taken back: {entry.skill}."
    question = ask_message(Part(entry.words, (), others), asked, lead=lead)
    if rest:
        await answer_click(desk, call, logged_message(rest), replace=True)
    await answer_click(desk, call, question, replace=not rest)


async def meant(desk: Desk, call: ActionCall) -> None:
    """One of the candidates, or the person's own skill, is the one that was meant."""
    try:
        chosen = unpacked(call.value)
    except ValueError:
        await answer_click(desk, call, note(OLD_BUTTON))
        return
    entry = await _entry(desk, call, chosen)
    message = await logged(desk, [entry]) if entry else note(GONE)
    await answer_click(desk, call, message, replace=entry is not None)


async def cancel(desk: Desk, call: ActionCall) -> None:
    """Nothing is logged; the question goes."""
    await answer_click(desk, call, note(CANCELLED), replace=True)


async def _withdraw(desk: Desk, call: ActionCall) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """The entries a click names, and those of them that held until this click."""
    log = await desk.learning.of(call.workspace, call.person)
    standing = await desk.standing(call.workspace, call.person)
    found = withdrawal(call.value, log, standing.history)
    if not found.holding:
        return found.named, ()
    entry = taking_back(call.value, workspace=call.workspace, person=call.person, at=desk.clock())
    new = await keep(desk, [entry])
    return found.named, found.holding if new else ()


async def _entry(desk: Desk, call: ActionCall, chosen: Pending) -> Entry | None:
    """What a pressed button logs; None where its skill has left the documents."""
    if not chosen.skill_id:
        said = chosen.said
        return own(desk, call, chosen.batch, said) if said.phrase[:LONGEST_OWN] else None
    catalogue = await desk.catalogue()
    skill = catalogue.present(chosen.skill_id)
    return known(desk, call, chosen.batch, skill, catalogue, chosen.said) if skill else None


LEARNED_ACTIONS = (
    Action(UNDO, undo),
    Action(NOT_THIS, not_this),
    Action(MEANT, meant),
    Action(OWN_SKILL, meant),
    Action(CANCEL, cancel),
)

"""The gap radar for the owners of documents: when they ask, and once a week where they want it."""

from collections.abc import Iterable

from bot.coaching.gaps import WEEK, Hearing, Signal, due, gaps, hearing, in_week, of_owner
from bot.coaching.log import Entry, Kind
from bot.slack.desk import Desk
from bot.slack.errors import quietly
from bot.slack.keeping import keep
from bot.slack.registry import CommandCall, Place
from bot.slack.views.gaps import gaps_message, weekly_message
from bot.slack.views.message import Message, note
from knowledge.model import Catalogue

WEEKS = 8
NOT_OWNER = (
    "The gap radar shows a document's owner what people asked for and did not find. To become one, "
    "put `owner: {person}` into the document's front matter and have it ingested again."
)
WEEKLY = (
    "Once a week, at this time of day, I tell you here in a direct message what people asked for "
    "and did not find in your documents. No news, no message. To end it: /coach gaps off"
)
OFF = "I send you no gap radar. To look yourself: /coach gaps"


async def radar(desk: Desk, call: CommandCall) -> Message:
    """What the documents of this person lack."""
    catalogue = await desk.catalogue()
    if call.person not in _owners(catalogue):
        return note(NOT_OWNER.format(person=call.person))
    signals = await desk.signals.since(call.workspace, desk.clock() - WEEKS * WEEK)
    return gaps_message(of_owner(gaps(signals, catalogue), call.person), WEEKS)


async def hear_weekly(desk: Desk, call: CommandCall) -> Message:
    """Keeps that an owner wants the weekly message; asked again, its day stays."""
    if call.person not in _owners(await desk.catalogue()):
        return note(NOT_OWNER.format(person=call.person))
    if hearing(await desk.learning.of(call.workspace, call.person)) is None:
        await _keep(desk, call, Hearing.WEEKLY)
    return note(WEEKLY)


async def hear_nothing(desk: Desk, call: CommandCall) -> Message:
    """Keeps that they want it no more."""
    if hearing(await desk.learning.of(call.workspace, call.person)) is not None:
        await _keep(desk, call, Hearing.OFF)
    return note(OFF)


async def tell_owners(desk: Desk) -> None:
    """Sends the weekly message to every owner who wants it, whose week is over and has news."""
    catalogue, now = await desk.catalogue(), desk.clock()
    owners = _owners(catalogue)
    signals = await desk.signals.since(None, now - 2 * WEEK) if owners else ()
    for workspace in sorted({signal.workspace for signal in signals}):
        here = [signal for signal in signals if signal.workspace == workspace]
        for owner in sorted(owners):
            await quietly(_tell(desk, catalogue, here, workspace, owner), task="gaps")


async def _tell(
    desk: Desk, catalogue: Catalogue, signals: Iterable[Signal], workspace: str, owner: str
) -> None:
    week = due(await desk.learning.of(workspace, owner), desk.clock())
    found = of_owner(gaps(in_week(signals, week), catalogue), owner) if week else ()
    if week is None or not found:
        return
    key = f"gaps:{owner}:{week.until:.0f}"
    if not await desk.claims.take(workspace, key, desk.clock()):
        return
    try:
        await desk.messenger.reply(Place(owner), weekly_message(found), key)
    except BaseException:
        await desk.claims.release(workspace, key)
        raise
    await desk.claims.done(workspace, key)


def _owners(catalogue: Catalogue) -> frozenset[str]:
    return frozenset(d.owner for d in catalogue.documents.values() if d.owner)


async def _keep(desk: Desk, call: CommandCall, hearing: Hearing) -> None:
    entry_id = f"gaps:{call.trigger_id}"
    who = call.workspace, call.person, desk.clock()
    await keep(desk, [Entry(entry_id, *who, Kind.GAPS, words=hearing.value)])

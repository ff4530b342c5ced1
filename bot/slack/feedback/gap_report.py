"""Sends document owners the gap report: on request, and weekly to those who subscribe."""

from collections.abc import Iterable

from bot.coaching.feedback.gaps import (
    WEEK,
    GapSubscription,
    Signal,
    due_week,
    find_gaps,
    gap_subscription,
    gaps_of_owner,
    signals_in_week,
)
from bot.coaching.learning.entries import Entry, EntryKind
from bot.slack.api.blocks import Message, note
from bot.slack.api.destination import Destination
from bot.slack.api.error_report import run_or_log
from bot.slack.feedback.gap_view import gaps_message, weekly_message
from bot.slack.learning.save import save_entries
from bot.slack.routing.handlers import CommandCall
from bot.slack.routing.services import Services
from knowledge.model import Catalogue

WEEKS = 8
NOT_OWNER = (
    "The gap report shows a document's owner what people asked and didn't find. To become "
    "the owner, add `owner: {person}` to the document's front matter and ingest it again."
)
WEEKLY = (
    "Once a week, around this time, I'll send you a direct message with what people asked "
    "and didn't find in your documents. Nothing new, no message. To stop: /coach gaps off"
)
OFF = "I won't send you the gap report. To see it yourself: /coach gaps"


async def gap_report(services: Services, call: CommandCall) -> Message:
    """Return the gap report on this person's documents."""
    catalogue = await services.catalogue()
    if call.person not in _owners(catalogue):
        return note(NOT_OWNER.format(person=call.person))
    signals = await services.signals.since(call.workspace, services.clock() - WEEKS * WEEK)
    return gaps_message(gaps_of_owner(find_gaps(signals, catalogue), call.person), WEEKS)


async def subscribe(services: Services, call: CommandCall) -> Message:
    """Subscribe an owner to the weekly report; subscribing again doesn't move its day."""
    if call.person not in _owners(await services.catalogue()):
        return note(NOT_OWNER.format(person=call.person))
    if gap_subscription(await services.learning.of(call.workspace, call.person)) is None:
        await _keep(services, call, GapSubscription.WEEKLY)
    return note(WEEKLY)


async def unsubscribe(services: Services, call: CommandCall) -> Message:
    """Unsubscribe from the weekly report."""
    if gap_subscription(await services.learning.of(call.workspace, call.person)) is not None:
        await _keep(services, call, GapSubscription.OFF)
    return note(OFF)


async def send_weekly_reports(services: Services) -> None:
    """Send the weekly report to every subscribed owner whose week is over and had gaps."""
    catalogue, now = await services.catalogue(), services.clock()
    owners = _owners(catalogue)
    signals = await services.signals.since(None, now - 2 * WEEK) if owners else ()
    for workspace in sorted({signal.workspace for signal in signals}):
        here = [signal for signal in signals if signal.workspace == workspace]
        for owner in sorted(owners):
            await run_or_log(_send_report(services, catalogue, here, workspace, owner), task="gaps")


async def _send_report(
    services: Services, catalogue: Catalogue, signals: Iterable[Signal], workspace: str, owner: str
) -> None:
    week = due_week(await services.learning.of(workspace, owner), services.clock())
    found = (
        gaps_of_owner(find_gaps(signals_in_week(signals, week), catalogue), owner) if week else ()
    )
    if week is None or not found:
        return
    key = f"gaps:{owner}:{week.until:.0f}"
    if not await services.claims.take(workspace, key, services.clock()):
        return
    try:
        await services.messenger.reply(Destination(owner), weekly_message(found), key)
    except BaseException:
        await services.claims.release(workspace, key)
        raise
    await services.claims.done(workspace, key)


def _owners(catalogue: Catalogue) -> frozenset[str]:
    return frozenset(d.owner for d in catalogue.documents.values() if d.owner)


async def _keep(services: Services, call: CommandCall, gap_subscription: GapSubscription) -> None:
    entry_id = f"gaps:{call.trigger_id}"
    who = call.workspace, call.person, services.clock()
    await save_entries(
        services, [Entry(entry_id, *who, EntryKind.GAPS, words=gap_subscription.value)]
    )

"""Years of nudges, checked against a simple specification in quarters of an hour."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.coaching.learning.availability import Availability
from bot.coaching.nudges.model import NudgeKind
from bot.coaching.nudges.preferences import ALWAYS, Preferences
from tests.bot.calendars import ODD_NIGHTS, at_work, first_day, minutes, preferences, wall
from tests.bot.simulated_clock import Clockwork, weekly

QUARTER = 900
HOUR = 3600
WEEK = 7 * 86_400
Spans = Sequence[tuple[float, float]]
HOURS = st.integers(0, 52 * 7 * 24)
"""In a year."""
QUICKLY = (Phase.explicit, Phase.reuse, Phase.generate)
"""A year is slow to run, so a failing one is shown as found, without minutes of shrinking."""


@st.composite
def years(draw: st.DrawFn) -> tuple[ZoneInfo, float, float]:
    """Draw a zone, and up to a year of whole weeks around an unusual night there."""
    name, night = draw(st.sampled_from(ODD_NIGHTS))
    middle = datetime.fromisoformat(night).replace(tzinfo=UTC).timestamp()
    start = middle - draw(st.integers(1, 40)) * WEEK + draw(st.integers(0, 600)) * QUARTER
    return ZoneInfo(name), start, start + 52 * WEEK


def spans(most_hours: int) -> st.SearchStrategy[list[tuple[int, int]]]:
    """Draw (start, length) spans in quarters of an hour in which nudges are blocked."""
    return st.lists(
        st.tuples(st.integers(0, 52 * 7 * 96), st.integers(1, most_hours * 4)), max_size=25
    )


def instants(start: float, drawn: list[tuple[int, int]]) -> Spans:
    """Return the spans as (start, end) instants, merged where they touch."""
    found: list[tuple[float, float]] = []
    for begin, length in sorted(drawn):
        first, last = start + begin * QUARTER, start + (begin + length) * QUARTER
        if not found or first > found[-1][1]:
            found.append((first, last))
    return found


def end_of(spans: Spans, now: float) -> float:
    """Return the end of the span that contains ``now``, 0 if none does."""
    index = bisect_right(spans, (now, float("inf"))) - 1
    return spans[index][1] if index >= 0 and now < spans[index][1] else 0


def regular(wanted: Preferences, zone: ZoneInfo, week: Sequence[float]) -> float:
    """Return the regular time among a week's quarters of an hour; its end if there is none."""
    minute = wanted.minute if wanted.opens <= wanted.minute < wanted.closes else wanted.opens
    open_days = dict.fromkeys(wall(at, zone).date() for at in week)
    working = [day for day in open_days if day.weekday() in wanted.workdays]
    chosen = [day for day in working if day.weekday() == wanted.weekday]
    off = [(first, last) for first, last in wanted.holidays]
    free = [day for day in working if not any(a <= f"{day}" <= b for a, b in off)]
    day = (chosen or free or working)[0]
    then = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)
    return next((at for at in week if wall(at, zone) >= then), week[-1])


def specified(
    wanted: Preferences, zone: ZoneInfo, start: float, end: float, hindered: Sequence[Spans]
) -> list[float]:
    """Specification for somebody who answers: each week at the first allowed quarter."""
    found = []
    weeks: dict[object, list[float]] = {}
    for at in minutes(start - WEEK, end + WEEK, QUARTER):
        weeks.setdefault(first_day(wanted, zone, at), []).append(at)
    for quarters in list(weeks.values())[1:-1]:
        begin = regular(wanted, zone, quarters)
        good = (
            at
            for at in quarters
            if begin <= at < end
            and start <= begin
            and at_work(wanted, zone, at)
            and not any(end_of(spans, at) for spans in hindered)
        )
        found += [at for at in [next(good, None)] if at is not None]
    return found


@settings(max_examples=20, deadline=None, phases=QUICKLY)
@given(years(), preferences(), spans(200), spans(80))
def test_each_week_has_its_nudge_at_the_first_good_quarter(
    year: tuple[ZoneInfo, float, float],
    wanted: Preferences,
    quiet: list[tuple[int, int]],
    down: list[tuple[int, int]],
) -> None:
    zone, start, end = year
    dnd, outages = instants(start, quiet), instants(start, down)
    clockwork = Clockwork(
        weekly(wanted, since=start),
        facts=lambda now: Availability(zone=zone.key, quiet_until=end_of(dnd, now)),
        up=lambda now: end_of(outages, now) or now,
    )
    sent = [line.at for line in clockwork.run(start, end)]
    assert sent == specified(wanted, zone, start, end, (dnd, outages))


@settings(max_examples=60, deadline=None, phases=QUICKLY)
@given(st.data())
def test_whatever_happens_at_most_one_a_week_and_only_at_good_hours(data: st.DataObject) -> None:
    zone, start, end = data.draw(years())
    away = instants(start, data.draw(spans(400)))
    outages = instants(start, data.draw(spans(100)))
    moves = sorted(data.draw(st.lists(st.tuples(HOURS, names()), max_size=60)))
    drawn = data.draw(st.lists(st.tuples(HOURS, preferences()), max_size=8))
    changes = sorted(drawn, key=lambda change: change[0])

    def facts(now: float) -> Availability:
        where = [name for hour, name in moves if start + hour * HOUR <= now]
        return Availability(zone=(where or [zone.key])[-1], away=bool(end_of(away, now)))

    def wished(now: float) -> Preferences:
        return [ALWAYS, *(wanted for hour, wanted in changes if start + hour * HOUR <= now)][-1]

    clockwork = Clockwork(
        weekly(ALWAYS, since=start),
        facts=facts,
        up=lambda now: end_of(outages, now) or now,
        react=lambda line: line.at if data.draw(st.booleans()) else None,
        change=lambda schedule, now: (
            schedule
            if schedule.preferences == wished(now)
            else replace(schedule, preferences=wished(now), since=now)
        ),
        learners=data.draw(st.sampled_from([1, 500, 100_000])),
    )
    sent = clockwork.run(start, end)
    for line in sent:
        here = ZoneInfo(facts(line.at).zone)
        assert at_work(wished(line.at), here, line.at)
        assert not facts(line.at).away
    for before, line in pairwise(sent):
        here, wanted = ZoneInfo(facts(line.at).zone), wished(line.at)
        assert before.period < line.period
        assert first_day(wanted, here, before.at) < first_day(wanted, here, line.at)
    assert NudgeKind.CLOSING not in [line.kind for line in sent[:-1]]


def names() -> st.SearchStrategy[str]:
    return st.sampled_from(["Pacific/Auckland", "America/Los_Angeles", "Asia/Tokyo", "Etc/GMT+12"])

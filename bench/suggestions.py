"""How good suggestions are: simulated learners on the real map, compared with simpler ways."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from bench.learners import learner
from bench.reason_check import Facts, is_true
from bench.report import Row
from bench.rounds import Budget
from bench.workloads import DOCUMENT, Workload
from bot.coaching.learning.learner_state import LearnerState, fold_log
from bot.coaching.suggestions.candidates import DAY, POSTPONED_SECONDS, suggestion_context
from bot.coaching.suggestions.prerequisites import Prerequisites, find_prerequisites
from bot.coaching.suggestions.suggest import suggest
from ingest.outline import outline
from knowledge.model import Catalogue, Skill
from knowledge.skillmap.reader import read_map

RATES = (1.0, 0.6, 0.3)
LEARNERS = 200
WEEKS = 8
SHOWN = 3


@dataclass(frozen=True, slots=True)
class World:
    """The document with its map."""

    catalogue: Catalogue
    needs: Prerequisites


@dataclass(frozen=True, slots=True)
class Given:
    """One suggestion: the skill, and a reason if the way to suggest gives one."""

    skill: Skill
    reason: str = ""


Way = Callable[[World, LearnerState, float, Random], Sequence[Given]]


@dataclass(slots=True)
class Tally:
    """Counts over all sets of suggestions."""

    sets: int = 0
    helpful: int = 0
    """Sets with a suggestion that the learner didn't know and was ready for."""
    given: int = 0
    known: int = 0
    good: int = 0
    unmet: int = 0
    """Suggestions with a prerequisite that the log neither contains nor implies."""
    repeated: int = 0
    reasons: int = 0
    true: int = 0
    sections: int = 0

    def figures(self) -> dict[str, float]:
        """Return the shares that are reported, 0 to 1."""
        given = max(1, self.given)
        return {
            "new and ready in the set of 3": self.helpful / max(1, self.sets),
            "suggestions new and ready": self.good / given,
            "suggestions already known": self.known / given,
            "prerequisites unmet": self.unmet / given,
            "dismissed, shown again": self.repeated / given,
            "different sections in a set": self.sections / given,
            "reasons true": self.true / max(1, self.reasons),
        }


def world() -> World:
    """Load the packaged document and its map."""
    plain = outline(DOCUMENT.read_text("utf-8"), DOCUMENT.name)
    reading = read_map(DOCUMENT.with_suffix(".map.yaml").read_bytes(), plain)
    catalogue = Catalogue((replace(plain, skill_map=reading.skill_map),))
    return World(catalogue, find_prerequisites(catalogue))


def by_chance(world: World, learned: LearnerState, now: float, random: Random) -> list[Given]:
    """Suggest any skills that aren't logged."""
    left = _left(world, learned, now)
    return [Given(skill) for skill in random.sample(left, min(SHOWN, len(left)))]


def by_order(world: World, learned: LearnerState, now: float, _: Random) -> list[Given]:
    """Suggest in document order, with started sections first."""
    started = {known.section.id for known in learned.known.values() if known.section}
    left = sorted(_left(world, learned, now), key=lambda skill: skill.section_id not in started)
    return [Given(skill) for skill in left[:SHOWN]]


def by_logs_alone(world: World, learned: LearnerState, now: float, random: Random) -> list[Given]:
    """Suggest any skills whose prerequisites are all logged."""
    ready = [
        s for s in _left(world, learned, now) if world.needs.closure((s.id,)) <= set(learned.known)
    ]
    return [Given(skill) for skill in random.sample(ready, min(SHOWN, len(ready)))]


def by_closure(world: World, learned: LearnerState, now: float, random: Random) -> list[Given]:
    """Suggest any skills whose prerequisites are all logged or implied."""
    ready = suggestion_context(learned, world.catalogue, {}, now).candidates
    return [Given(skill) for skill in random.sample(ready, min(SHOWN, len(ready)))]


def by_coach(world: World, learned: LearnerState, now: float, _: Random) -> list[Given]:
    """Suggest what the coach suggests."""
    found = suggest(learned, world.catalogue, {}, now, SHOWN)
    return [Given(each.skill, each.reason) for each in found]


WAYS: dict[str, Way] = {
    "random": by_chance,
    "document order": by_order,
    "fringe on logs alone": by_logs_alone,
    "fringe with closure": by_closure,
    "coach": by_coach,
}


def simulate(world: World, way: Way, rate: float, learners: int, weeks: int = WEEKS) -> Tally:
    """Let simulated learners use one way to suggest, with one set a week."""
    tally = Tally()
    for seed in range(learners):
        person, random = learner(seed, world.catalogue, world.needs, rate), Random(seed)
        for week in range(weeks):
            now = week * 7 * DAY
            learned = fold_log(person.log, world.catalogue)
            given = way(world, learned, now, random)
            _count(tally, given, world, learned, now)
            good = [person.is_ready(each.skill.id, world.needs) for each in given]
            tally.good += sum(good)
            tally.helpful += any(good)
            tally.known += sum(each.skill.id in person.knows for each in given)
            person.react([each.skill for each in given], world.needs, now)
    return tally


def measure_suggestions(_: Workload, __: Budget) -> tuple[Row, ...]:
    """Compare each figure with every simpler way, for learners who log much or little."""
    return tuple(row for when, found in _found() for row in _rows(when, found))


def _found() -> Iterator[tuple[str, dict[str, dict[str, float]]]]:
    """Yield every way's figures for each rate of logging, for the first set and for two months."""
    packaged = world()
    for rate in RATES:
        for weeks, name in ((1, "the first set"), (WEEKS, f"{WEEKS} weeks")):
            found = {
                way: simulate(packaged, ways, rate, LEARNERS, weeks).figures()
                for way, ways in WAYS.items()
            }
            yield f"{rate:.0%} logged, {name}", found


def _rows(when: str, found: Mapping[str, Mapping[str, float]]) -> list[Row]:
    coach = found["coach"]
    compared = [
        Row(f"{when}: {name}, against {way}", "share", (coach[name],), (figures[name],), higher)
        for name, higher in COMPARED.items()
        for way, figures in found.items()
        if way != "coach"
    ]
    alone = [
        Row(f"{when}: {name}", "share", (value,), higher_is_better=name in BETTER_HIGHER)
        for name, value in coach.items()
        if name not in COMPARED
    ]
    return compared + alone


COMPARED = {"new and ready in the set of 3": True, "suggestions already known": False}
BETTER_HIGHER = ("suggestions new and ready", "different sections in a set", "reasons true")


def _count(
    tally: Tally, given: Sequence[Given], world: World, learned: LearnerState, now: float
) -> None:
    facts = Facts(learned, world.catalogue, {})
    shown = world.needs.shown_by(learned.known) | set(learned.known)
    late = {skill_id for skill_id, at in learned.later.items() if now - at < POSTPONED_SECONDS}
    tally.sets += 1
    tally.given += len(given)
    tally.sections += len({each.skill.section_id for each in given})
    for each in given:
        tally.unmet += not world.needs.closure((each.skill.id,)) <= shown
        tally.repeated += each.skill.id in learned.not_for_me | late
        tally.reasons += bool(each.reason)
        tally.true += bool(each.reason) and is_true(each.reason, each.skill, facts)


def _left(world: World, learned: LearnerState, now: float) -> list[Skill]:
    """Return skills neither logged nor dismissed, so that the simpler ways are fair rivals."""
    late = {skill_id for skill_id, at in learned.later.items() if now - at < POSTPONED_SECONDS}
    gone = learned.not_for_me | late | set(learned.known)
    return [skill for skill in world.catalogue.skills.values() if skill.id not in gone]


def main() -> None:
    """Print the figures of every way as Markdown."""
    for when, found in _found():
        print(f"\n| {when} | {' | '.join(found)} |\n|---|{'--:|' * len(found)}")
        for name in found["coach"]:
            print(f"| {name} | {' | '.join(f'{each[name]:.3f}' for each in found.values())} |")


if __name__ == "__main__":
    main()

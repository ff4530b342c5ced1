"""Measures what the coach makes of messages and of real learning-log lines.

`python -m bench.messages` prints the figures of both halves of ``tests/eval/messages``. The blind
half is only ever read as figures; ``--misses`` shows the misses of the tuned half.
"""

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bot.assemble import KnowledgeService, build_knowledge
from bot.coaching.learning.clauses import ClauseMode
from bot.coaching.learning.report import ReportPart, parse_report
from bot.coaching.learning.report_decision import LogDecision, decide_report, to_match
from bot.coaching.messages.classifier import IntentClassifier
from bot.coaching.messages.intent import Intent, Place
from bot.coaching.messages.reader import read_message

ROOT = Path(__file__).parents[1]
SETS = ROOT / "tests/eval/messages"
TODAY = date(2026, 11, 25)
"""The day on which the lines of the sets were written."""
NOT_LOGGED = frozenset({"plan", "failure", "other_person"})
Row = Mapping[str, Any]


def document(name: str) -> Path:
    """Return the skills document that a message is about."""
    own = ROOT / "skills" / f"{name}.md"
    return own if own.exists() else ROOT / "tests/eval" / f"{name}.md"


def rows(name: str, half: str) -> list[Row]:
    """Return the rows of ``log_lines`` or ``messages``; ``half`` is ``tune`` or ``blind``."""
    lines = (SETS / f"{name}_{half}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


@dataclass
class LineFigures:
    """Figures over log lines: counts of lines, and of the skills that their writers learned."""

    lines: int = 0
    false: int = 0
    """Lines of which something was logged that they don't say."""
    not_to_log: int = 0
    logged_anyway: int = 0
    """Plans, failures and other people's deeds, and those of which something was logged."""
    with_skills: int = 0
    found: int = 0
    """Lines with skills, and those of which a right one was logged or shown."""
    skills: int = 0
    skills_found: int = 0
    questions: int = 0
    misses: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.lines} lines: false {self.false / self.lines:.3f}, plans and failures logged "
            f"{self.logged_anyway} of {self.not_to_log}, right skill logged or shown "
            f"{self.found / self.with_skills:.3f} of lines, "
            f"{self.skills_found / self.skills:.3f} of skills, "
            f"{self.questions / self.lines:.2f} questions a line"
        )


@dataclass
class MessageFigures:
    """Right intents by kind of message, and what was logged."""

    right: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    wrong_logs: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of messages that were understood."""
        return self.right.total() / self.of.total()

    def __str__(self) -> str:
        kinds = ", ".join(f"{kind} {self.right[kind]}/{n}" for kind, n in sorted(self.of.items()))
        return f"{self.share:.3f} understood, {self.wrong_logs} wrong logs ({kinds})"


class Reader:
    """Reads messages and reports on a document that is ingested into memory."""

    def __init__(self, knowledge: KnowledgeService) -> None:
        self.knowledge = knowledge
        self.classify = IntentClassifier(knowledge.embedder.embed).classify

    def report(self, text: str, *, bare: bool) -> tuple[tuple[ReportPart, ...], LogDecision]:
        """Return the parts of a report, and what would be logged and asked."""
        parts = parse_report(text, TODAY, bare=bare)
        matches = self.knowledge.match_all([part.words for part in to_match(parts)])
        return parts, decide_report(parts, matches, self.knowledge.catalogue())


def logged_and_shown(decision: LogDecision) -> tuple[set[str], set[str]]:
    """Return the texts of the skills that are logged, and of those that are offered."""
    logged = {skill.text for part in decision.parts for skill in part.skills}
    shown = {c.skill.text for part in decision.parts for c in part.candidates}
    shown |= {skill.text for offer in decision.sections for skill in offer.skills}
    return logged, shown


def measure_lines(reader: Reader, lines: list[Row]) -> LineFigures:
    """Read each line as the text of `/learned`."""
    figures = LineFigures()
    for row in lines:
        _, decision = reader.report(row["text"], bare=True)
        logged, shown = logged_and_shown(decision)
        right, allowed = set(row["log"]), {*row["log"], *row["allow"]}
        figures.lines += 1
        figures.false += bool(logged - allowed)
        figures.not_to_log += row["kind"] in NOT_LOGGED
        figures.logged_anyway += row["kind"] in NOT_LOGGED and bool(logged)
        figures.questions += sum(bool(part.candidates) for part in decision.parts)
        if right:
            figures.with_skills += 1
            figures.found += bool((logged | shown) & right)
            figures.skills += len(right)
            figures.skills_found += len((logged | shown) & right)
        if logged - allowed or (right and not (logged | shown) & right):
            figures.misses.append(
                f"{row['text']!r}: logged {sorted(logged)}, right {sorted(right)}"
            )
    return figures


def measure_messages(readers: Mapping[str, Reader], messages: list[Row]) -> MessageFigures:
    """Read each message where it was written; ``readers`` are by document."""
    figures = MessageFigures()
    for row in messages:
        reader, place = readers[row["document"]], Place(row["in"])
        intents, logged = [], set()
        for request in read_message(row["text"], place, reader.classify):
            intent = request.intent.value
            if request.intent is Intent.LOG:
                parts, decision = reader.report(request.text, bare=place is Place.LEARNED)
                logged |= logged_and_shown(decision)[0]
                done = any(part.mode in (ClauseMode.DONE, ClauseMode.WEAK) for part in parts)
                intent = "log" if done else "none"
            intents.append(intent)
        wanted = set(row["intent"])
        right = intents[0] in wanted or (intents == ["log"] and not logged and "none" in wanted)
        if row["kind"] == "several":
            right = wanted - {"thanks"} <= set(intents)
        figures.of[row["kind"]] += 1
        figures.right[row["kind"]] += right
        wrong = logged - {*row["log"], *row["allow"]}
        figures.wrong_logs += bool(wrong)
        if wrong or not right:
            figures.misses.append(f"{row['kind']}: {row['text']!r}: {intents}, {sorted(wrong)}")
    return figures


def open_readers(names: set[str], folder: Path) -> dict[str, Reader]:
    """Ingest each document into a Chroma store of its own in ``folder``, and return the readers."""
    from bot.assemble import build_embedder, build_index, store_version
    from bot.settings import load_settings
    from ingest.pipeline import ingest
    from ingest.receipts import Receipts
    from knowledge.library import Library

    readers = {}
    for name in sorted(names):
        settings = load_settings(coach_data_dir=folder / name)
        embedder = build_embedder(settings)
        receipts = Receipts(folder / name, lambda: store_version(settings), embedder.name)  # noqa: B023
        with Library(build_index(settings, embedder), embedder) as library:
            ingest([document(name)], lambda: library, receipts=receipts)
        readers[name] = Reader(build_knowledge(build_index(settings, embedder), embedder))
    return readers


def figures(half: str, readers: Mapping[str, Reader]) -> Iterator[LineFigures | MessageFigures]:
    """Yield the figures of one half: log lines, then messages."""
    yield measure_lines(readers["backend-skills"], rows("log_lines", half))
    yield measure_messages(readers, rows("messages", half))


def main(arguments: list[str]) -> None:
    """Print the figures of both halves."""
    names = {row["document"] for half in ("tune", "blind") for row in rows("messages", half)}
    with tempfile.TemporaryDirectory() as folder:
        readers = open_readers(names, Path(folder))
        for half in ("tune", "blind"):
            for each in figures(half, readers):
                print(f"{half}: {each}")
                if half == "tune" and "--misses" in arguments:
                    print("\n".join(f"  {miss}" for miss in each.misses))
        for reader in readers.values():
            reader.knowledge.close()


if __name__ == "__main__":
    main(sys.argv[1:])

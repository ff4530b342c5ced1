"""Progress as lines of text: the figures first, so that a screen reader says them first."""

from collections.abc import Sequence

from bot.coaching.learning.entries import Level
from bot.coaching.learning.progress import LearnerProgress, SectionProgress
from bot.slack.api.blocks import BUTTON_TEXT, Block, button
from bot.slack.api.mrkdwn import escape, shorten

CELLS = 5
FULL, EMPTY = "■", "□"
SECTIONS_A_PAGE = 20
LONGEST_TITLE = 80
OPTION_TEXT = 75


def bar(done: int, total: int) -> str:
    """Five cells; a thing begun shows at least one full cell, one unfinished at least one empty."""
    full = round(CELLS * done / total) if total else 0
    full = min(max(full, int(done > 0)), CELLS - int(done < total))
    return FULL * full + EMPTY * (CELLS - full)


def bars(sections: Sequence[SectionProgress], *, documents: bool = False) -> str:
    """A line a section, as mrkdwn; with the document's title where there are several documents."""
    return "\n".join(_line(one, documents) for one in sections)


def totals(progress: LearnerProgress) -> str:
    """How much is logged, and at which levels, as mrkdwn."""
    outside = (
        (len(progress.own), "of your own"),
        (len(progress.gone), "not in the documents anymore"),
    )
    also = "".join(f", {count} {what}" for count, what in outside if count)
    said = f"*{progress.known} of {progress.total} skills logged*{also}"
    levels = [f"{count} {level_label(level)}" for level, count in progress.levels.items()]
    return f"{said}\n_Self-reported_: {', '.join(levels)}" if levels else said


def level_label(level: Level | None) -> str:
    """A level as people read it."""
    return level.label if level else "without a level"


def section_menu(
    action_id: str, sections: Sequence[SectionProgress], label: str = "Open a section"
) -> Block:
    """A select over sections; its options' values are section ids."""
    return {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": _words(label),
        "options": [
            {"text": _words(shorten(one.section.title, OPTION_TEXT)), "value": one.section.id}
            for one in sections
        ],
    }


def pager(action_id: str, page: int, pages: int, about: str = "") -> list[Block]:
    """Buttons to the pages before and after; their value is ``about:page``, or the page alone."""
    lead = f"{about}:" if about else ""
    before = button(action_id, "Previous", f"{lead}{page - 1}", label=f"Page {page} of {pages}")
    after = button(action_id, "Next", f"{lead}{page + 1}", label=f"Page {page + 2} of {pages}")
    return [*([before] if page > 0 else []), *([after] if page + 1 < pages else [])]


def paged(count: int, page: int, size: int) -> tuple[int, int]:
    """The page nearest to the one wanted that exists, and how many there are (at least one)."""
    pages = max(1, -(-count // size))
    return min(max(page, 0), pages - 1), pages


def _line(one: SectionProgress, documents: bool) -> str:
    title = escape(shorten(one.section.title, LONGEST_TITLE))
    where = f" · {escape(shorten(one.document.title, LONGEST_TITLE))}" if documents else ""
    begun = f", {one.started} in progress" if one.started else ""
    figures = f"{len(one.known)} of {len(one.skills)}{begun}"
    return f"*{title}*{where}: {figures}  {bar(len(one.known), len(one.skills))}"


def _words(text: str) -> Block:
    return {"type": "plain_text", "text": shorten(text, BUTTON_TEXT)}

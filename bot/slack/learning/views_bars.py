"""Shows progress as lines of text, with numbers before bars for screen readers."""

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
    """Return a bar of five cells: one or more full if started, one or more empty if unfinished."""
    full = round(CELLS * done / total) if total else 0
    full = min(max(full, int(done > 0)), CELLS - int(done < total))
    return FULL * full + EMPTY * (CELLS - full)


def bars(sections: Sequence[SectionProgress], *, documents: bool = False) -> str:
    """Return one line per section, as mrkdwn; ``documents`` adds the documents' titles."""
    return "\n".join(_line(one, documents) for one in sections)


def totals(progress: LearnerProgress) -> str:
    """Return how many skills are logged, in total and by level, as mrkdwn."""
    outside = (
        (len(progress.own), "of your own"),
        (len(progress.gone), "not in the documents anymore"),
    )
    also = "".join(f", {count} {what}" for count, what in outside if count)
    total = f"*{progress.known} of {progress.total} skills logged*{also}"
    levels = [f"{count} {level_label(level)}" for level, count in progress.levels.items()]
    return f"{total}\n_Self-reported_: {', '.join(levels)}" if levels else total


def level_label(level: Level | None) -> str:
    """Return a level's name, "without a level" for None."""
    return level.label if level else "without a level"


def section_menu(
    action_id: str, sections: Sequence[SectionProgress], label: str = "Open a section"
) -> Block:
    """Return a select of sections, with section ids as values."""
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
    """Return buttons to the previous and next page, with ``about:page`` or the page as value."""
    lead = f"{about}:" if about else ""
    before = button(action_id, "Previous", f"{lead}{page - 1}", label=f"Page {page} of {pages}")
    after = button(action_id, "Next", f"{lead}{page + 1}", label=f"Page {page + 2} of {pages}")
    return [*([before] if page > 0 else []), *([after] if page + 1 < pages else [])]


def paged(count: int, page: int, size: int) -> tuple[int, int]:
    """Return the existing page closest to ``page``, and the number of pages (at least one)."""
    pages = max(1, -(-count // size))
    return min(max(page, 0), pages - 1), pages


def _line(one: SectionProgress, documents: bool) -> str:
    title = escape(shorten(one.section.title, LONGEST_TITLE))
    where = f" · {escape(shorten(one.document.title, LONGEST_TITLE))}" if documents else ""
    started = f", {one.started} in progress" if one.started else ""
    figures = f"{len(one.known)} of {len(one.skills)}{started}"
    return f"*{title}*{where}: {figures}  {bar(len(one.known), len(one.skills))}"


def _words(text: str) -> Block:
    return {"type": "plain_text", "text": shorten(text, BUTTON_TEXT)}

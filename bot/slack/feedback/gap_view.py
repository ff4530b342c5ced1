"""Shows the gap report: sections that left questions unanswered, without anybody's name."""

from collections.abc import Sequence

from bot.coaching.feedback.gaps import Gap
from bot.slack.api.blocks import Block, Message, context, message, paragraphs
from bot.slack.api.mrkdwn import escape, shorten

SHOWN = 8
NONE = (
    "No gaps: in the last few weeks, nobody asked for something that your documents should cover "
    "but don't."
)

WEEKLY = (
    "You asked for this once a week. `/coach gaps` shows the last few weeks, `/coach gaps "
    "off` stops it."
)


def gaps_message(found: Sequence[Gap], weeks: int) -> Message:
    """Return the report on the last weeks; ``found`` has the largest gap first."""
    if not found:
        return message(NONE, *paragraphs(NONE))
    return _message(f"what people asked in the last {weeks} weeks and didn't find", found)


def weekly_message(found: Sequence[Gap]) -> Message:
    """Return the report on the last week, for a subscriber."""
    return _message("what people asked this week and didn't find", found, context(WEEKLY))


def _message(title: str, found: Sequence[Gap], closing: Sequence[Block] = ()) -> Message:
    blocks: list[Block] = paragraphs(f"*Gap report*: {title}")
    for gap in found[:SHOWN]:
        blocks += paragraphs(_lines(gap))
    rest = len(found) - SHOWN
    if rest > 0:
        blocks += context(f"… and {rest} more sections. `coach gaps` shows them all.")
    names = ", ".join(f"{gap.section.title} ({gap.count})" for gap in found[:SHOWN])
    return message(f"Gap report: {escape(names)}", *blocks, *closing)


def _lines(gap: Gap) -> str:
    counts = [f"{gap.refused} not covered"] if gap.refused else []
    counts += [f"{gap.unhelpful} not helpful"] if gap.unhelpful else []
    head = f"*{escape(gap.section.title)}* · {escape(gap.document.title)}: {', '.join(counts)}"
    asked = [f"•  “{escape(shorten(question, 150))}”" for question in gap.questions]
    reasons = [f"•  _{escape(shorten(reason, 150))}_" for reason in gap.reasons]
    return "\n".join([head, *asked, *reasons])

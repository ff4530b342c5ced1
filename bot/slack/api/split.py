"""Splits long mrkdwn between paragraphs and list items, never inside a link or a code block."""

import re

BLOCK = 3_000
"""Slack's limit for a section block's text, in characters."""

# Parts kept whole: a code block, a link "<https://a.com|text>", white space, a word, a character
ATOM = re.compile(r"```.*?```|<[^<>\n]*>|\s+|[^\s<`]+|.", re.DOTALL)
FENCE = "```"


def split(text: str, most: int = BLOCK) -> list[str]:
    """Split a text into pieces of at most ``most`` characters; an empty text gives no pieces."""
    pieces: list[str] = []
    for paragraph in _paragraphs(text):
        for part in _fit(paragraph, most):
            if pieces and len(pieces[-1]) + 2 + len(part) <= most and part is paragraph:
                pieces[-1] += f"\n\n{part}"
            else:
                pieces.append(part)
    return pieces


def _paragraphs(text: str) -> list[str]:
    """Split a text at its blank lines, except inside a code block."""
    parts: list[str] = []
    for index, stretch in enumerate(re.split(r"(```.*?```)", text, flags=re.DOTALL)):
        if index % 2:
            parts.append(stretch)
        else:
            parts += [p for p in re.split(r"\n\s*\n", stretch) if p.strip()]
    return [p.strip("\n") for p in parts if p.strip()]


def _fit(paragraph: str, most: int) -> list[str]:
    if len(paragraph) <= most:
        return [paragraph]
    if paragraph.startswith(FENCE):
        inner = paragraph.strip("`").strip("\n")
        room = most - 2 * len(FENCE) - 2
        return [f"{FENCE}\n{piece}\n{FENCE}" for piece in _pack(inner.splitlines(True), room)]
    lines = paragraph.splitlines(True)
    if any(len(line) > most for line in lines):
        lines = [atom for line in lines for atom in ATOM.findall(line)]
    return _pack(lines, most)


def _pack(parts: list[str], most: int) -> list[str]:
    """Join parts greedily; a single part that is too long is cut anywhere."""
    pieces = [""]
    for part in parts:
        while len(part) > most:
            end = _end_of_cut(part, most)
            pieces.append(part[:end])
            part = part[end:]
        if len(pieces[-1]) + len(part) > most:
            pieces.append("")
        pieces[-1] += part
    return [piece.strip("\n") for piece in pieces if piece.strip()]


def _end_of_cut(part: str, most: int) -> int:
    """Return where to cut: at ``most``, or before an entity such as "&amp;" that it would split."""
    start = part.rfind("&", most - 4, most)
    return start if start > 0 and ";" not in part[start:most] else most

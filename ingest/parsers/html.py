"""Turns HTML into headings, bullets and prose in reading order, as a browser would show them.

The only module that uses selectolax. Nothing is fetched or run. Content that the markup or a
``style`` attribute hides is skipped; style sheets are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.parsers.markdown import Bullet, DocumentBlock, Heading, Prose
from ingest.parsers.markdown_writer import with_title
from ingest.parsers.table_rows import as_lines
from ingest.split import split_lines
from knowledge.errors import InputError

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_UNSEEN = (
    "head, script, style, template, noscript, iframe, object, embed, canvas, svg, audio, video,"
    " nav, footer, select, button, textarea, datalist, dialog:not([open]), rp, [hidden],"
    " [role=navigation], [aria-hidden=true], a.headerlink"
)
# For example "0", "0.00px" or ".0em".
_ZERO = r"(?:0+(?:\.0*)?|\.0+)(?:[a-z]+|%)?\s*(?:!|;|$)"
# For example "display: none" or "font-size: 0px;".
_HIDING = re.compile(
    r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    rf"|(?:font-size|opacity|(?:max-)?(?:width|height))\s*:\s*{_ZERO})",
    re.IGNORECASE,
)
_PHRASING = re.compile(
    r"a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|img|ins|kbd|label|mark|q"
    r"|ruby|rb|rt|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr|-.*"
)
"""Inline elements. A leading hyphen marks nodes that aren't elements, such as comments."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ul", "ol", "menu"})
_MAX_DEPTH = 5_000
_OPENING = re.compile(
    r"<(/?)(?!(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|li|p|td|th|tr|dt|dd"
    r"|option|html|head|body|tbody|thead|tfoot|colgroup|rp|rt)\b)[a-z]",
    re.IGNORECASE,
)
"""Tags of elements that nest: neither void elements nor those whose end tag is optional."""
_TEXT_LIKE = frozenset({"br", "img"})
_DEEPEST = 8
_LAYOUT = "h1, h2, h3, h4, h5, h6, li, pre, table table"
"""A table that contains one of these is only used for layout."""


def read_page(html: str) -> list[DocumentBlock]:
    """Return the blocks that the page shows; its ``title`` is used if there is no level 1 heading.

    Raises:
        InputError: the page is nested too deeply.
    """
    from selectolax.lexbor import LexborHTMLParser

    if _depth(html) > _MAX_DEPTH:
        raise InputError("is nested too deeply; flatten it")
    tree = LexborHTMLParser(html.replace("\x00", ""))
    named = tree.css_first("head title")
    title = " ".join(named.text().split()) if named is not None else ""
    places = tree.css("main, [role=main]")
    body = places[0] if len(places) == 1 else tree.body
    if body is None:
        return []
    return with_title(_Reading(_unseen(tree)).read(body), title)


def _depth(html: str) -> int:
    """Return roughly how deep the elements nest; parsing is quadratic in it."""
    depth = deepest = 0
    for tag in _OPENING.finditer(html):
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _unseen(tree: LexborHTMLParser) -> frozenset[int]:
    hidden = {node.mem_id for node in tree.css(_UNSEEN)}
    styled = tree.css("[style]")
    hidden |= {n.mem_id for n in styled if _HIDING.search(n.attributes.get("style") or "")}
    return frozenset(hidden)


def _steps(root: LexborNode, unseen: frozenset[int]) -> Iterator[tuple[LexborNode, bool]]:
    """Yield every visible node on entering (True) and leaving. Not recursive: pages nest deeply."""
    stack = [(root, True)]
    while stack:
        node, entering = stack.pop()
        if entering and node.mem_id in unseen:
            continue
        yield node, entering
        if entering:
            stack.append((node, False))
            child = node.last_child
            while child is not None:
                stack.append((child, True))
                child = child.prev


@dataclass(slots=True)
class _Reading:
    """The state of reading one page: the blocks so far and the current position."""

    unseen: frozenset[int]
    blocks: list[DocumentBlock] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    items: list[str | None] = field(default_factory=list)
    """The enclosing list items, outermost first; None for one without text so far."""
    last_item: str | None = None
    table: int = 0
    """The id of the enclosing data table's node; 0 for none."""
    rows: list[list[str]] = field(default_factory=list)

    def read(self, root: LexborNode) -> list[DocumentBlock]:
        """Return all blocks under a node."""
        for node, entering in _steps(root, self.unseen):
            tag = node.tag or ""
            if tag == "-text":
                self.text.append((node.text_content or "") if entering else "")
            elif tag in _TEXT_LIKE:
                self.text.append(_text_like(node, tag) if entering else "")
            elif self.table and node.mem_id != self.table:
                self._in_table(tag, entering)
            elif not _PHRASING.fullmatch(tag):
                self._flush(tag if not entering else "")
                self._enter(node, tag) if entering else self._leave(node, tag)
        self._flush("")
        return self.blocks

    def _enter(self, node: LexborNode, tag: str) -> None:
        if tag == "li":
            self.items.append(None)
        elif _is_bare_list(node):
            self.items.append(self.last_item)
        elif tag == "table" and node.css_first(_LAYOUT) is None:
            self.table = node.mem_id

    def _leave(self, node: LexborNode, tag: str) -> None:
        if tag == "li" and self.items:
            self.last_item = self.items.pop()
        elif _is_bare_list(node) and self.items:
            self.items.pop()
        elif self.table == node.mem_id:
            self.blocks += [Prose(row, self._parents(), plain=False) for row in as_lines(self.rows)]
            self.table, self.rows = 0, []

    def _in_table(self, tag: str, entering: bool) -> None:
        if tag in {"td", "th"} and not entering and self.rows:
            self.rows[-1].append(self._taken())
        elif tag == "tr" and entering:
            self._flush("")
            self.rows.append([])
        elif not _PHRASING.fullmatch(tag):
            self.text.append(" ")

    def _flush(self, left: str) -> None:
        """Turn the text so far into a block; ``left`` is the tag that was just closed, if any."""
        if left == "pre":
            raw = "".join(self.text)
            self.text = []
            pieces = split_lines(raw)
            self.blocks += [Prose(piece, self._parents(), plain=False) for piece in pieces]
        elif text := self._taken():
            if left in _HEADINGS and not self.items:
                self.blocks.append(Heading(int(left[1]), text))
            elif self.items and self.items[-1] is None:
                self.blocks.append(Bullet(text, self._parents()))
                self.items[-1] = text
            else:
                self.blocks.append(Prose(text, self._parents()))

    def _taken(self) -> str:
        text = " ".join("".join(self.text).split())
        self.text = []
        return text

    def _parents(self) -> tuple[str, ...]:
        return tuple(item for item in self.items[-_DEEPEST:] if item is not None)


def _text_like(node: LexborNode, tag: str) -> str:
    return "\n" if tag == "br" else node.attributes.get("alt") or ""


def _is_bare_list(node: LexborNode) -> bool:
    """Whether a list is directly inside a list: some editors write an item's sublist that way."""
    return node.tag in _LISTS and node.parent is not None and node.parent.tag in _LISTS

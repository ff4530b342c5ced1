"""HTML -> headings, bullets and prose in reading order, as a browser would show them.

Only user of selectolax. Nothing is fetched or run. What a page hides by its markup or by a
``style`` attribute is left out; style sheets are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.as_markdown import titled
from ingest.blocks import Block, Bullet, Heading, Prose
from ingest.split import split_lines

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_UNSEEN = (
    "head, script, style, template, noscript, iframe, object, embed, canvas, svg, audio, video,"
    " nav, footer, select, button, textarea, datalist, dialog:not([open]), rp, [hidden],"
    " [role=navigation], [aria-hidden=true], a.headerlink"
)
_ZERO = r"(?:0+(?:\.0*)?|\.0+)(?:[a-z]+|%)?\s*(?:!|;|$)"
_HIDING = re.compile(
    r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    rf"|(?:font-size|opacity|(?:max-)?(?:width|height))\s*:\s*{_ZERO})",
    re.IGNORECASE,
)
_PHRASING = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q"
    " ruby rb rt s samp small span strike strong sub sup time tt u var wbr".split()
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ul", "ol", "menu"})
_LAYOUT = "h1, h2, h3, h4, h5, h6, li, pre, table table"
"""What no table of data holds: a table with one of these only places things on the page."""


def read_page(html: str) -> list[Block]:
    """What the page shows. Its ``title`` is the heading where it has none of the first level."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(html.replace("\x00", ""))
    named = tree.css_first("head title")
    title = " ".join(named.text().split()) if named is not None else ""
    places = tree.css("main, [role=main]")
    body = places[0] if len(places) == 1 else tree.body
    if body is None:
        return []
    return titled(_Reading(_unseen(tree)).read(body), title)


def _unseen(tree: LexborHTMLParser) -> frozenset[int]:
    hidden = {node.mem_id for node in tree.css(_UNSEEN)}
    styled = tree.css("[style]")
    hidden |= {n.mem_id for n in styled if _HIDING.search(n.attributes.get("style") or "")}
    return frozenset(hidden)


def _steps(root: LexborNode, unseen: frozenset[int]) -> Iterator[tuple[LexborNode, bool]]:
    """Every node that is shown, on entering (True) and leaving. No recursion: pages nest deep."""
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
    """One reading of one page: what was read, and where in it we stand."""

    unseen: frozenset[int]
    blocks: list[Block] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    items: list[str | None] = field(default_factory=list)
    """The list items around us, outermost first; None for one without text so far."""
    last_item: str | None = None
    table: int = 0
    """The node of the table of data we are in; 0 for none."""
    rows: list[list[str]] = field(default_factory=list)
    in_pre: bool = False

    def read(self, root: LexborNode) -> list[Block]:
        """All blocks under a node."""
        for node, entering in _steps(root, self.unseen):
            tag = node.tag or ""
            if tag == "-text":
                self.text.append(node.text_content or "")
            elif tag.startswith("-") or tag in _PHRASING:
                self._inline(node, tag, entering)
            elif tag == "br":
                self.text.append("\n" if entering else "")
            elif self.table and node.mem_id != self.table:
                self._in_table(tag, entering)
            else:
                self._flush("")
                self._enter(node, tag) if entering else self._leave(tag)
        self._flush("")
        return self.blocks

    def _inline(self, node: LexborNode, tag: str, entering: bool) -> None:
        if tag == "img" and entering:
            self.text.append(node.attributes.get("alt") or "")

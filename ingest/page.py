"""HTML -> headings, bullets and prose in reading order, as a browser would show them.

Only user of selectolax. Nothing is fetched or run. What a page hides by its markup or by a
``style`` attribute is left out; style sheets are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.blocks import Block, Bullet, Heading, Prose
from ingest.markdown import titled
from ingest.split import split_lines

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_UNSEEN = (
    "script, style, template, noscript, iframe, object, embed, canvas, svg, audio, video, head, nav,"
    " footer, select, button, textarea, datalist, dialog:not([open]), rp, [hidden],"
    " [role=navigation], [aria-hidden=true], a.headerlink"
)
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    r"|(?:font-size|opacity|(?<![\w-])(?:max-)?(?:width|height))\s*:\s*0*\.?0*(?![\d.]*[1-9])[a-z%]*"
    r"\s*(?:!|;|$)",
    re.IGNORECASE,
)
_PHRASING = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark math q"
    " ruby rb rt s samp small span strike strong sub sup time tt u var wbr".split()
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ul", "ol", "menu"})
_CELLS = frozenset({"td", "th"})
_STRUCTURE = "h1, h2, h3, h4, h5, h6, li, pre, table"


def read_page(html: str) -> list[Block]:
    """What the page shows. Its ``title`` is the heading where it has none of the first level."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(html.replace("\x00", ""))
    named = tree.css_first("head title")
    title = " ".join(named.text().split()) if named is not None else ""
    _strip(tree)
    places = tree.css("main, [role=main]")
    body = places[0] if len(places) == 1 else tree.body
    return titled(_Reading().read(body), title) if body is not None else []


def _strip(tree: LexborHTMLParser) -> None:  # type: ignore[name-defined]  # noqa: F821
    for node in tree.css(_UNSEEN):
        node.decompose()
    for node in tree.css("[style]"):
        if _HIDING.search(node.attributes.get("style") or ""):
            node.decompose()

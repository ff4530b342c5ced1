"""Turns Markdown into headings, bullets and prose. Pure; the only module that uses markdown-it.

Blocks are parsed first, and inline marks afterwards, piece by piece. That keeps the time for a
hostile paragraph of megabytes linear instead of quadratic.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from markdown_it.utils import EnvType
from mdit_py_plugins.front_matter import front_matter_plugin

from ingest.split import split_lines, split_prose

_MAX_NESTING = 60
_MAX_INLINE = 20_000
"""Longer paragraphs keep their marks as written: parsing marks is quadratic in the worst case."""

# "[x] " at the start of a list item.
_CHECKBOX = re.compile(r"^\[[ xX]\]\s+")
# "<em" or "</em": the start of an inline tag.
_TAG = re.compile(r"^</?([a-zA-Z][a-zA-Z0-9]*)")
_PHRASING = re.compile(
    r"a|abbr|b|bdi|bdo|cite|code|del|dfn|em|font|i|img|ins|kbd|mark|q|s|samp|small|span|strong"
    r"|sub|sup|time|tt|u|var|wbr"
)
"""HTML tags that only mark up text. Others inside a line (``List<T>``) are the author's words."""
# "<!-- a comment -->" or "<style>…</style>".
_UNSEEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.I | re.S)
# "<td class=x>": any tag.
_MARKUP = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading outside of lists and quotes; ``level`` is 1 to 6."""

    level: int
    title: str


@dataclass(frozen=True, slots=True)
class Bullet:
    """A list item's own text; ``parents`` are the enclosing items, outermost first."""

    text: str
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prose:
    """Text outside of bullets, split to size. ``plain`` is False for tables and code."""

    text: str
    parents: tuple[str, ...] = ()
    plain: bool = True


DocumentBlock = Heading | Bullet | Prose


@dataclass(frozen=True, slots=True)
class Parsed:
    """The blocks of a Markdown text. ``front_matter`` is its raw YAML, empty if there is none."""

    front_matter: str
    blocks: tuple[DocumentBlock, ...]


def parse(text: str) -> Parsed:
    """Parse any text; never raises."""
    env: EnvType = {}
    root = SyntaxTreeNode(_block_parser().parse(text.removeprefix("\ufeff"), env))
    front = next((n.content for n in root.children if n.type == "front_matter"), "")
    return Parsed(front, tuple(_Walk(env).read(root.children, ())))


@cache
def _block_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable("table")
    return parser.use(front_matter_plugin).disable("inline")


@cache
def _inline_parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable("strikethrough")


class _Walk:
    """Walks one syntax tree; ``env`` contains the text's link definitions."""

    def __init__(self, env: EnvType) -> None:
        self._env = env

    def read(
        self, nodes: list[SyntaxTreeNode], parents: tuple[str, ...]
    ) -> Iterator[DocumentBlock]:
        for node in nodes:
            yield from self._block(node, parents)

    def _block(self, node: SyntaxTreeNode, parents: tuple[str, ...]) -> Iterator[DocumentBlock]:
        match node.type:
            case "heading" if node.level == 0:
                if title := self._inline(node):
                    yield Heading(int(node.tag[1]), title)
            case "heading" | "paragraph":
                yield from (Prose(p, parents) for p in split_prose(self._inline(node)))
            case "list_item":
                yield from self._item(node, parents)
            case "table":
                yield from (Prose(p, parents, plain=False) for p in self._rows(node))
            case "fence" | "code_block":
                yield from (Prose(p, parents, plain=False) for p in split_lines(node.content))
            case "html_block":
                yield from (Prose(p, parents) for p in split_prose(_html_text(node.content)))
            case _:
                yield from self.read(node.children, parents)

    def _item(self, node: SyntaxTreeNode, parents: tuple[str, ...]) -> Iterator[DocumentBlock]:
        children = node.children
        text = ""
        if children and children[0].type in {"paragraph", "heading"}:
            text = _CHECKBOX.sub("", self._inline(children[0]))
        if text:
            yield Bullet(text, parents)
            children, parents = children[1:], (*parents, text)
        yield from self.read(children, parents)

    def _rows(self, table: SyntaxTreeNode) -> Iterator[str]:
        head, *rows = (node for node in table.walk() if node.type == "tr")
        names = [self._inline(cell) for cell in head.children]
        for row in rows or [head]:
            cells = [self._inline(cell) for cell in row.children]
            pairs = zip(names if rows else [""] * len(names), cells, strict=False)
            line = "; ".join(f"{name}: {cell}" if name else cell for name, cell in pairs if cell)
            yield from split_prose(line)

    def _inline(self, node: SyntaxTreeNode) -> str:
        content = "".join(child.content for child in node.children if child.type == "inline")
        if len(content) > _MAX_INLINE:
            return " ".join(content.split())
        tokens = _inline_parser().parseInline(content, self._env)
        return " ".join(_plain(tokens[0].children or []).split())


def _plain(tokens: list[Token]) -> str:
    return "".join(_plain_token(token) for token in tokens)


def _plain_token(token: Token) -> str:
    match token.type:
        case "softbreak" | "hardbreak":
            return " "
        case "image":
            return _plain(token.children or [])
        case "html_inline":
            tag = _TAG.match(token.content)
            if tag is None:
                return ""
            name = tag[1].lower()
            return " " if name == "br" else "" if _PHRASING.fullmatch(name) else token.content
        case _:
            return token.content


def _html_text(html: str) -> str:
    """Return the text that a browser would show for a piece of HTML, in linear time."""
    return unescape(_MARKUP.sub(" ", _UNSEEN.sub(" ", html)))

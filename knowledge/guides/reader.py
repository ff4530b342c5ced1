"""Markdown -> guides, or everything that is wrong with it, by line. Pure; never raises.

markdown-it splits the text into headings, paragraphs, lists and quotes; this module only says what
each of them means under which heading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TypeVar

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from knowledge.guide_model import (
    Belief,
    CheckQuestion,
    Decision,
    Exercise,
    Guide,
    GuideSource,
    Reading,
)

T = TypeVar("T")

MOST_CHARACTERS = 400_000
"""Characters of one file that are read: more than a book's chapter."""
LEVELS = ("Aware", "Practising", "Confident", "Can teach")
PARTS = (
    "Key ideas",
    "Example",
    "Common mistakes",
    "Try it",
    "Levels",
    "Check yourself",
    "Decide",
    "Often believed",
    "Read next",
)

_MINUTES = re.compile(r"^(?P<name>.+?)\s*\((?P<minutes>\d{1,3}) minutes\)$")  # Try it (25 minutes)
_ALSO = re.compile(r"^\*?Also called:\*?\s*(?P<rest>.*)$", re.I)  # Also called: caches, Memcached
_CONTEXT = re.compile(r"^\*?Context:\*?\s*(?P<rest>.*)$", re.I)  # Context: database, backup
_BELONGS = re.compile(r"^\*?Belongs to:\*?\s*(?P<rest>.*)$", re.I)  # Belongs to: OAuth; Caching
_QUESTION_END = re.compile(r"(?<=\?) / ")  # Path or header? / Where do I put the version?
_OPTION = re.compile(r"^\[(?P<mark>[ xX])\]\s+(?P<text>.+)$", re.S)  # [x] the right option
_BELIEF = re.compile(r"^[\"“](?P<claim>.+?)[\"”]:?\s*(?P<rest>.+)$", re.S)  # "It's safe." No: …
_LINK = re.compile(r"^\[(?P<title>[^\]]+)\]\((?P<url>[^)\s]+)\):?\s*(?P<why>.*)$", re.S)
# **Claim.** What follows.
_BOLD = re.compile(r"^\*\*(?P<claim>.+?)\*\*(?P<mark>[:;,.]?)\s*(?P<rest>.*)$", re.S)


@dataclass(frozen=True, slots=True)
class GuideProblem:
    """What is wrong, and on which line (counted from 1)."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.text}"


@dataclass(frozen=True, slots=True)
class GuideReading:
    """What a file says: its guides, and what is wrong with it. ``draft`` files stay unused."""

    guides: tuple[Guide, ...]
    problems: tuple[GuideProblem, ...]
    draft: bool = False


@dataclass(slots=True)
class _Draft:
    """A guide while it is read."""

    title: str
    line: int
    nodes: dict[str, list[SyntaxTreeNode]] = field(default_factory=dict)
    minutes: int = 0


def read_guides(text: str, name: str, source: GuideSource) -> GuideReading:
    """Read a file of guides; ``name`` is its stable name, from which ids are made."""
    front, body, skipped = _front_matter(text[:MOST_CHARACTERS])
    reader = _Reader(name, source, skipped)
    tree = SyntaxTreeNode(MarkdownIt("commonmark").parse(body))
    guides = tuple(reader.guide(draft) for draft in reader.drafts(tree.children))
    draft = bool(re.search(r"^status:\s*draft\s*$", front, re.M | re.I))
    return GuideReading(guides, tuple(sorted(reader.problems, key=lambda p: p.line)), draft)


def _front_matter(text: str) -> tuple[str, str, int]:
    """The YAML at the top, the rest, and how many lines the former takes."""
    if text.startswith("---\n") and (end := text.find("\n---\n", 3)) > 0:
        return text[4:end], text[end + 5 :], text.count("\n", 0, end + 5)
    return "", text, 0


class _Reader:
    """Reads the parts of each guide and notes what is wrong on the way."""

    def __init__(self, name: str, source: GuideSource, skipped: int) -> None:
        self._name = name
        self._source = source
        self._skipped = skipped
        self.problems: list[GuideProblem] = []

    def drafts(self, nodes: Sequence[SyntaxTreeNode]) -> Iterator[_Draft]:
        """Split a file at its second-level headings."""
        current: _Draft | None = None
        part = ""
        for node in nodes:
            if node.type == "heading" and node.tag == "h2":
                if current is not None:
                    yield current
                current, part = _Draft(_text(node), self._line(node)), ""
            elif current is None:
                continue
            elif node.type == "heading":
                part = self._part(node, current)
            else:
                current.nodes.setdefault(part, []).append(node)
        if current is not None:
            yield current

    def _part(self, node: SyntaxTreeNode, draft: _Draft) -> str:
        name = _text(node)
        if timed := _MINUTES.match(name):
            name, draft.minutes = timed["name"], int(timed["minutes"])
        if name not in PARTS:
            self._problem(node, f"“{name}” isn't a part of a guide; parts: {', '.join(PARTS)}")
        elif name == "Try it" and not draft.minutes:
            self._problem(node, "write how long it takes: “### Try it (25 minutes)”")
        elif name in draft.nodes:
            self._problem(node, f"“{name}” is already there; merge the two")
        draft.nodes.setdefault(name, [])
        return name

    def guide(self, draft: _Draft) -> Guide:
        """Make the guide of a draft."""
        nodes = draft.nodes
        notes, explanation = self._opening(nodes.get("", []))
        if not explanation:
            self._note(draft.line, f"“{draft.title}” has no explanation below its heading")
        digest = sha256(f"{self._source}\n{self._name}\n{draft.title}".encode()).hexdigest()
        made = Guide(
            digest[:16],
            draft.title,
            self._source,
            explanation,
            place=f"{self._name}:{draft.line}",
            aliases=notes.get("aliases", ()),
            context=notes.get("context", ()),
            belongs_to=notes.get("belongs_to", ()),
        )
        return replace(
            made,
            key_ideas=tuple(map(_idea, self._items(nodes.get("Key ideas", [])))),
            example="\n\n".join(map(_text, nodes.get("Example", []))),
            mistakes=tuple(map(_line_of, self._items(nodes.get("Common mistakes", [])))),
            exercise=self._exercise(draft),
            levels=tuple(self._each("Levels", nodes, self._level)),
            questions=tuple(self._each("Check yourself", nodes, self._question)),
            decisions=tuple(self._each("Decide", nodes, self._decision)),
            beliefs=tuple(self._each("Often believed", nodes, self._belief)),
            reading=tuple(self._each("Read next", nodes, self._reading)),
        )

    def _opening(self, nodes: Sequence[SyntaxTreeNode]) -> tuple[dict[str, tuple[str, ...]], str]:
        """The notes for linking, and the explanation."""
        notes: dict[str, tuple[str, ...]] = {}
        lines: list[str] = []
        for node in nodes:
            plain = []
            for line in _text(node).split("\n"):
                if found := _ALSO.match(line):
                    notes["aliases"] = _split(found["rest"], ",")
                elif found := _CONTEXT.match(line):
                    notes["context"] = _split(found["rest"], ",")
                elif found := _BELONGS.match(line):
                    notes["belongs_to"] = _split(found["rest"], ";")
                else:
                    plain.append(line)
            if any(plain):
                lines.append(" ".join(plain).strip())
        return notes, "\n\n".join(lines)

    def _items(self, nodes: Sequence[SyntaxTreeNode]) -> Iterator[SyntaxTreeNode]:
        for node in nodes:
            if node.type in ("bullet_list", "ordered_list"):
                yield from node.children
            else:
                self._problem(node, "expected a list here")

    def _each(
        self,
        name: str,
        nodes: dict[str, list[SyntaxTreeNode]],
        read: Callable[[SyntaxTreeNode], T | None],
    ) -> Iterator[T]:
        for item in self._items(nodes.get(name, [])):
            if (made := read(item)) is not None:
                yield made

    def _exercise(self, draft: _Draft) -> Exercise | None:
        text = " ".join(map(_line_of, draft.nodes.get("Try it", [])))
        return Exercise(draft.minutes, text) if text else None

    def _level(self, item: SyntaxTreeNode) -> tuple[str, str] | None:
        name, colon, rest = _line_of(item).partition(": ")
        if not colon or name not in LEVELS:
            self._problem(item, f"a level is written “- Aware: …”; levels: {', '.join(LEVELS)}")
            return None
        return name, rest

    def _decision(self, item: SyntaxTreeNode) -> Decision | None:
        asked, arrow, verdict = _line_of(item).partition(" → ")
        questions = tuple(part.strip() for part in _QUESTION_END.split(asked))
        if not arrow or not verdict or not all(each.endswith("?") for each in questions):
            self._problem(item, "a decision is written “- Question? → Verdict.”")
            return None
        return Decision(questions, verdict)

    def _belief(self, item: SyntaxTreeNode) -> Belief | None:
        found = _BELIEF.match(_line_of(item))
        if found is None:
            self._problem(item, 'a belief is written “- "What people say." What is true.”')
            return None
        return Belief(found["claim"], found["rest"])

    def _reading(self, item: SyntaxTreeNode) -> Reading | None:
        found = _LINK.match(_source(item))
        if found is None or not found["url"].startswith("https://"):
            self._problem(item, "reading is written “- [Title](https://…): why.”")
            return None
        return Reading(found["title"], found["url"], found["why"])

    def _question(self, item: SyntaxTreeNode) -> CheckQuestion | None:
        text = _line_of(item.children[0]) if item.children else ""
        options: list[str] = []
        right: list[int] = []
        why = ""
        for node in item.children[1:]:
            if node.type == "bullet_list":
                for child in node.children:
                    if found := _OPTION.match(_line_of(child)):
                        right += [len(options)] if found["mark"] in "xX" else []
                        options.append(found["text"])
                    why = why or _quote(child)
            elif node.type == "blockquote":
                why = _line_of(node)
        if len(options) < 2 or len(right) != 1:
            self._problem(item, "a question needs options “- [ ] …”, exactly one marked “- [x] …”")
            return None
        if len({option.casefold() for option in options}) < len(options):
            self._problem(item, "two options are the same")
        if not why:
            self._problem(item, "a question needs a line “> why” after its options")
        return CheckQuestion(text, tuple(options), right[0], why)

    def _problem(self, node: SyntaxTreeNode, text: str) -> None:
        self._note(self._line(node), text)

    def _note(self, line: int, text: str) -> None:
        self.problems.append(GuideProblem(line, text))

    def _line(self, node: SyntaxTreeNode) -> int:
        return (node.map[0] if node.map else 0) + 1 + self._skipped


def _split(text: str, mark: str) -> tuple[str, ...]:
    return tuple(part for each in text.split(mark) if (part := each.strip().rstrip(".")))


def _idea(item: SyntaxTreeNode) -> tuple[str, str]:
    """Return the bold claim that an idea opens with, and the rest; a plain idea is all claim.

    Punctuation right after the bold words belongs to the claim.
    """
    source = _source(item)
    found = _BOLD.match(source)
    return (found["claim"] + found["mark"], found["rest"]) if found else (source, "")


def _quote(item: SyntaxTreeNode) -> str:
    return next((_line_of(node) for node in item.children if node.type == "blockquote"), "")


def _text(node: SyntaxTreeNode) -> str:
    """The words of a block as a person reads them; code keeps its marks, nested lists are left out.

    Link targets are dropped: only *Read next* has links.
    """
    if node.type == "fence":
        return f"```\n{node.content.rstrip()}\n```"
    if node.type == "inline":
        return "".join(map(_inline, node.children))
    parts = [_text(child) for child in node.children if not child.type.endswith("_list")]
    return "\n".join(filter(None, parts)).strip()


def _line_of(node: SyntaxTreeNode) -> str:
    """The words of a list item on one line."""
    return " ".join(_text(node).split())


def _inline(node: SyntaxTreeNode) -> str:
    if node.type == "code_inline":
        return f"`{node.content}`"
    if node.type in ("softbreak", "hardbreak"):
        return "\n"
    if node.children:
        return "".join(map(_inline, node.children))
    return node.content


def _source(node: SyntaxTreeNode) -> str:
    """The words of a block as written, with their marks."""
    found = [n.content for n in node.walk() if n.type == "inline"]
    return " ".join(" ".join(found[:1]).split())

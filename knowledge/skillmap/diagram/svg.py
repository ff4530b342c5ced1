"""Draws a skill map as SVG: a box per skill, colored by section, and lines between them."""

import colorsys
import textwrap
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from knowledge.model import Outline, SkillMap
from knowledge.skillmap.diagram.coordinates import place_nodes
from knowledge.skillmap.diagram.layers import assign_rows, drop_implied
from knowledge.skillmap.diagram.order import order_rows
from knowledge.skillmap.plain import to_plain_text

BOX, TALL, GAP, ROW = 182.0, 62.0, 14.0, 116.0
"""Width and height of a box, space next to it, and distance between rows, in pixels."""
BEND = 9.0
MARGIN, HEAD = 24.0, 66.0
LETTERS, LINES = 24, 3
"""Characters per line and lines in a box."""

_STYLE = """
text { font: 12px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328 }
.title { font-size: 20px; font-weight: 600 }
.note { font-size: 13px; fill: #57606a }
.section { font-size: 10px }
.line { fill: none; stroke-width: 1.5; stroke-opacity: .6 }
.line:hover { stroke-width: 4; stroke-opacity: 1 }
.skill:hover rect { stroke-width: 3 }
"""


def draw(outline: Outline, skill_map: SkillMap) -> str:
    """Return the SVG, with basics at the top. Its text can be selected and read aloud.

    Prerequisites that follow from others have no line; the title of each box lists all of its
    skill's prerequisites with their reasons.
    """
    return _Drawing(outline, skill_map).text()


class _Drawing:
    """Draws one map. Nodes are the skills' indexes in ``outline.skills``."""

    def __init__(self, outline: Outline, skill_map: SkillMap) -> None:
        self._outline = outline
        number = {skill.id: n for n, skill in enumerate(outline.skills)}
        self._why: list[dict[int, str]] = [{} for _ in outline.skills]
        for skill, needed, why in skill_map.prerequisites:
            self._why[number[skill]][number[needed]] = why
        steps = drop_implied([list(needed) for needed in self._why])
        self._layers = assign_rows(steps, max(6, round(len(steps) ** 0.5 * 0.75)))
        rows = order_rows(self._layers)
        self._x = place_nodes(rows, self._layers, self._room)
        self._y = {node: HEAD + TALL / 2 + ROW * n for n, row in enumerate(rows) for node in row}
        self._sections = {s.id: (s.order, s.title) for s in outline.sections}

    def text(self) -> str:
        """Return the SVG."""
        right = max((self._x[n] + self._room(n) / 2 for n in self._x), default=0.0)
        bottom = max(self._y.values(), default=HEAD) + TALL / 2
        svg = self._frame(round(max(right, 600) + 2 * MARGIN), round(bottom + MARGIN))
        lines = SubElement(svg, "g")
        for needed, skill in self._layers.lines:
            self._line(lines, needed, skill)
        boxes = SubElement(svg, "g")
        for node in range(self._layers.count):
            self._box(boxes, node)
        indent(svg)
        return tostring(svg, encoding="unicode") + "\n"

    def _frame(self, width: int, height: int) -> Element:
        title = to_plain_text(self._outline.document.title)
        note = "Basics are at the top. Lines lead down from a skill to the skills that build on it."
        svg = Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {width} {height}",
                "width": str(width),
                "height": str(height),
                "role": "graphics-document document",
                "aria-labelledby": "map-title map-description",
            },
        )
        SubElement(svg, "title", id="map-title").text = f"Skill map of {title}"
        counted = f"{self._layers.count} skills, {sum(map(len, self._why))} prerequisites."
        SubElement(svg, "desc", id="map-description").text = f"{counted} {note}"
        SubElement(svg, "style").text = _STYLE
        SubElement(svg, "rect", width="100%", height="100%", fill="#ffffff")
        _text(svg, MARGIN, 34, title, "title")
        _text(svg, MARGIN, 54, note, "note")
        return svg

    def _line(self, parent: Element, needed: int, skill: int) -> None:
        color = _color(self._section(needed)[0], 0.42)
        path = SubElement(parent, "path", {"class": "line", "stroke": color})
        path.set("d", _curve(self._points(needed, skill)))
        description = f"{self._name(skill)} builds on {self._reason(skill, needed)}"
        SubElement(path, "title").text = description

    def _points(self, needed: int, skill: int) -> list[tuple[float, float, float]]:
        """Return a line's points as (x, y, height); at each, it first runs down by the height."""
        nodes = self._layers.lines[needed, skill]
        start = self._x[needed] + self._port(nodes[1], self._layers.below[needed])
        end = self._x[skill] + self._port(nodes[-2], self._layers.above[skill])
        bends = [(self._x[n] + MARGIN, self._y[n] - TALL / 2, TALL) for n in nodes[1:-1]]
        first = start + MARGIN, self._y[needed] + TALL / 2, 0.0
        return [first, *bends, (end + MARGIN, self._y[skill] - TALL / 2, 0.0)]

    def _port(self, other: int, others: list[int]) -> float:
        """Return a line's offset from its box's center; lines are sorted by their other ends."""
        in_order = sorted(others, key=lambda n: self._x[n])
        share = (in_order.index(other) + 1) / (len(in_order) + 1) - 0.5
        return share * BOX * 0.8

    def _box(self, parent: Element, node: int) -> None:
        order, section = self._section(node)
        left, top = self._x[node] + MARGIN - BOX / 2, self._y[node] - TALL / 2
        box = SubElement(parent, "g", {"class": "skill"})
        needs = [f"\nbuilds on {self._reason(node, needed)}" for needed in self._why[node]]
        SubElement(
            box, "title"
        ).text = f"{self._name(node)} ({to_plain_text(section)}){''.join(needs)}"
        rect = {"x": left, "y": top, "width": BOX, "height": TALL, "rx": 6.0}
        shape = SubElement(box, "rect", {key: f"{value:.1f}" for key, value in rect.items()})
        shape.set("fill", _color(order, 0.94))
        shape.set("stroke", _color(order, 0.42))
        _text(box, left + 8, top + 13, _cut(to_plain_text(section), LETTERS + 6), "section")
        for n, words in enumerate(_wrapped(self._name(node))):
            _text(box, left + 8, top + 28 + 14 * n, words, "name")

    def _reason(self, skill: int, needed: int) -> str:
        why = to_plain_text(self._why[skill][needed])
        return f"{self._name(needed)}: {why}" if why else self._name(needed)

    def _room(self, node: int) -> float:
        return BEND if self._layers.is_bend(node) else BOX + GAP

    def _name(self, node: int) -> str:
        return to_plain_text(self._outline.skills[node].text)

    def _section(self, node: int) -> tuple[int, str]:
        return self._sections[self._outline.skills[node].section_id]


def _text(parent: Element, x: float, y: float, words: str, kind: str) -> None:
    text = SubElement(parent, "text", {"class": kind, "x": f"{x:.1f}", "y": f"{y:.1f}"})
    text.text = words


def _curve(points: list[tuple[float, float, float]]) -> str:
    x, y, _ = points[0]
    path = [f"M{x:.1f} {y:.1f}"]
    for to_x, to_y, straight in points[1:]:
        middle = (y + to_y) / 2
        path.append(f"C{x:.1f} {middle:.1f} {to_x:.1f} {middle:.1f} {to_x:.1f} {to_y:.1f}")
        x, y = to_x, to_y + straight
        if straight:
            path.append(f"V{y:.1f}")
    return " ".join(path)


def _wrapped(name: str) -> list[str]:
    lines = textwrap.wrap(name, LETTERS, break_on_hyphens=False)
    return [*lines[: LINES - 1], _cut(" ".join(lines[LINES - 1 :]), LETTERS)][: len(lines)]


def _cut(words: str, longest: int) -> str:
    return words if len(words) <= longest else words[: longest - 1] + "…"


def _color(order: int, lightness: float) -> str:
    """Return a section's color; hues differ by the golden angle, so neighbors are distinct."""
    parts = colorsys.hls_to_rgb(order * 0.618034 % 1, lightness, 0.62)
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)

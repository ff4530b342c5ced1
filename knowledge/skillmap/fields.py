"""Reads texts, numbers, lists and mappings from YAML nodes; collects problems without raising."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from rapidfuzz import fuzz, process

from knowledge.skillmap.plain import to_plain_text
from knowledge.skillmap.problem import Problem, quote

LONGEST_NAME = 2_000
"""Characters; a skill is named by its bullet, which may be a paragraph."""
LONGEST_REASON = 300
LONGEST_ALIAS = 100

_NULL = "tag:yaml.org,2002:null"


@dataclass(frozen=True, slots=True)
class Text:
    """A text without line breaks or doubled spaces, and the line it starts on."""

    value: str
    line: int


@dataclass(slots=True)
class Fields:
    """Reads nodes and collects ``problems``. Missing and empty values are returned as empty."""

    problems: list[Problem] = field(default_factory=list)

    def wrong(self, line: int, text: str) -> None:
        """Add a problem."""
        self.problems.append(Problem(line, text))

    def mapping(self, node: yaml.Node | None, what: str) -> list[tuple[Text, yaml.Node]]:
        """Return the entries of a mapping in order; for a repeated key, the first one."""
        if is_empty(node):
            return []
        if not isinstance(node, yaml.MappingNode):
            self.wrong(line_of(node), f"{what} should be written as “name: …”, one entry per line")
            return []
        entries: dict[str, tuple[Text, yaml.Node]] = {}
        for key, value in node.value:
            name = self.text(key, f"a name under {what}", LONGEST_NAME)
            if name and name.value in entries:
                first = entries[name.value][0].line
                message = f"{quote(name.value)} is already on line {first}; merge the two"
                self.wrong(name.line, message)
            elif name:
                entries[name.value] = name, value
        return list(entries.values())

    def record(
        self, node: yaml.Node | None, what: str, keys: tuple[str, ...]
    ) -> dict[str, yaml.Node]:
        """Return the values of the allowed ``keys``; any other key is a problem."""
        found = {}
        for key, value in self.mapping(node, what):
            if key.value in keys:
                found[key.value] = value
            else:
                near = process.extractOne(key.value, keys, scorer=fuzz.ratio, score_cutoff=50)
                hint = f"did you mean “{near[0]}”?" if near else f"allowed: {', '.join(keys)}"
                self.wrong(key.line, f"{quote(key.value)} isn't allowed under {what}; {hint}")
        return found

    def items(self, node: yaml.Node | None, what: str) -> Iterator[yaml.Node]:
        """Yield the items of a list; a single text counts as a list of one."""
        if isinstance(node, yaml.SequenceNode):
            yield from node.value
        elif isinstance(node, yaml.ScalarNode) and not is_empty(node):
            yield node
        elif not is_empty(node):
            self.wrong(line_of(node), f"{what} should be a list, for example [one, two]")

    def text(self, node: yaml.Node, what: str, longest: int) -> Text | None:
        """Return a text on one line; None, with a problem, if it's missing or too long."""
        value = to_plain_text(node.value) if isinstance(node, yaml.ScalarNode) else ""
        if not value:
            self.wrong(line_of(node), f"{what} should be text")
        elif len(value) > longest:
            self.wrong(line_of(node), f"{what} is longer than {longest} characters; shorten it")
        else:
            return Text(value, line_of(node))
        return None

    def weight(self, node: yaml.Node, what: str) -> float | None:
        """Return a number above 0 and at most 1; None, with a problem, for anything else."""
        try:
            number = float(node.value) if isinstance(node, yaml.ScalarNode) else 0.0
        except ValueError:
            number = 0.0
        if 0 < number <= 1:
            return number
        message = quote(node.value, 20) if isinstance(node, yaml.ScalarNode) else "this value"
        self.wrong(
            line_of(node),
            (
                f"{message} isn't a valid weight for {what}; use a number above 0 and at most 1, "
                "for example 0.8"
            ),
        )
        return None


def is_empty(node: yaml.Node | None) -> bool:
    """Whether a node is missing or null."""
    return node is None or (isinstance(node, yaml.ScalarNode) and node.tag == _NULL)


def line_of(node: yaml.Node | None) -> int:
    """Return the line that a node starts on, counted from 1; 0 for None."""
    return node.start_mark.line + 1 if node is not None else 0

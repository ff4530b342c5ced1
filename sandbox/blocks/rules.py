"""The small rules that a Block Kit schema is made of, and how a value is checked against them.

A schema is data: a ``Shape`` names an object's fields and gives each a rule; a rule is any object
with ``check(value, at)`` that yields a ``Problem`` for everything it refuses. Nothing here knows
Slack's blocks, and nothing here raises, whatever JSON value it is given.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

Surface = Literal["message", "modal", "home"]
EVERYWHERE: frozenset[Surface] = frozenset({"message", "modal", "home"})


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong (``message``, in Slack's wording if known) and where (``pointer``).

    The pointer is a JSON pointer (RFC 6901) into the arguments of the call: ``/blocks/0/text``.
    """

    pointer: str
    message: str


@dataclass(frozen=True, slots=True)
class Place:
    """A position in the payload, and the surface the payload will be shown on."""

    pointer: str
    surface: Surface

    def __truediv__(self, step: str | int) -> "Place":
        escaped = str(step).replace("~", "~0").replace("/", "~1")
        return Place(f"{self.pointer}/{escaped}", self.surface)

    def problem(self, message: str) -> Problem:
        return Problem(self.pointer, message)


class Rule(Protocol):
    """Checks one value."""

    def check(self, value: object, at: Place) -> Iterator[Problem]: ...


class Relation(Protocol):
    """Checks how the fields of one object fit together.

    It sees the fields before their own rules do, so it must cope with any value in any of them.
    """

    def relate(self, fields: Mapping[str, object], at: Place) -> Iterator[Problem]: ...


@dataclass(frozen=True, slots=True)
class Text:
    """A string of ``least`` to ``most`` characters."""

    most: int | None = None
    least: int = 1

    def check(self, value: object, at: Place) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield at.problem("must provide a string")
        elif len(value) < self.least:
            yield at.problem(f"must be more than {self.least - 1} characters")
        elif self.most is not None and len(value) > self.most:
            yield at.problem(f"must be less than {self.most + 1} characters")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A string that ``regex`` matches from end to end; ``wanted`` describes it in words."""

    regex: re.Pattern[str]
    wanted: str

    def check(self, value: object, at: Place) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield at.problem("must provide a string")
        elif not self.regex.fullmatch(value):
            yield at.problem(f"must be {self.wanted}")


@dataclass(frozen=True, slots=True)
class Url:
    """An absolute URL of up to ``most`` characters, with one of ``schemes`` if given."""

    most: int = 3000
    schemes: frozenset[str] = frozenset()

    def check(self, value: object, at: Place) -> Iterator[Problem]:
        refused = next(Text(self.most).check(value, at), None)
        if refused:
            yield refused
            return
        scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):\S+\Z", str(value))
        if not scheme or (self.schemes and scheme[1].lower() not in self.schemes):
            yield at.problem("invalid url")


@dataclass(frozen=True, slots=True)
class Flag:
    """A JSON boolean."""

    def check(self, value: object, at: Place) -> Iterator[Problem]:
        if not isinstance(value, bool):
            yield at.problem("must be a boolean")


@dataclass(frozen=True, slots=True)
class Number:
    """A number from ``least`` to ``most``; an integer unless ``decimals``."""

    least: float | None = None
    most: float | None = None
    decimals: bool = False

    def check(self, value: object, at: Place) -> Iterator[Problem]:
        kinds = (int, float) if self.decimals else int
        if isinstance(value, bool) or not isinstance(value, kinds):
            yield at.problem("must be a number" if self.decimals else "must be an integer")
        elif self.least is not None and value < self.least:
            yield at.problem(f"must be at least {self.least}")
        elif self.most is not None and value > self.most:
            yield at.problem(f"must be at most {self.most}")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    def check(self, value: object, at: Place) -> Iterator[Problem]:
        if not isinstance(value, str) or value not in self.words:
            yield at.problem(f"must be one of the allowed values: {', '.join(self.words)}")


@dataclass(frozen=True, slots=True)
class OrNull:
    """null, or what ``rule`` accepts; everywhere else Slack refuses null."""

    rule: Rule

    def check(self, value: object, at: Place) -> Iterator[Problem]:
        if value is not None:
            yield from self.rule.check(value, at)


@dataclass(frozen=True, slots=True)
class Items:
    """An array of ``least`` to ``most`` items, each checked by ``each``."""

    each: Rule
    most: int | None = None
    least: int = 1

    def check(self, value: object, at: Place) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield at.problem("must provide an array")
            return
        if len(value) < self.least:
            yield at.problem(f"no fewer than {self.least} items allowed")
        if self.most is not None and len(value) > self.most:
            # Checking thousands of extra items would bury this one message under theirs.
            yield at.problem(f"no more than {self.most} items allowed")
            return
        for index, item in enumerate(value):
            yield from self.each.check(item, at / index)


@dataclass(frozen=True, slots=True)
class Shape:
    """An object with these fields and no others.

    ``surfaces`` are where Slack shows it; ``OneOf`` checks them, because it knows the type's name.
    """

    fields: Mapping[str, Rule]
    required: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    surfaces: frozenset[Surface] = field(default=EVERYWHERE)

    def check(self, value: object, at: Place) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield at.problem("must provide an object")
            return
        for name in self.required:
            if name not in value:
                yield at.problem(f"missing required field: {name}")
        for name, inner in value.items():
            rule = self.fields.get(name)
            if rule is None:
                yield at.problem(f"invalid additional property: {name}")
            else:
                yield from rule.check(inner, at / name)
        for relation in self.relations:
            yield from relation.relate(value, at)


@dataclass(frozen=True, slots=True)
class OneOf:
    """An object whose ``type`` says which of ``shapes`` it must have.

    Shapes need not list ``type`` among their fields.
    """

    shapes: Mapping[str, Shape]

    def check(self, value: object, at: Place) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield at.problem("must provide an object")
            return
        if "type" not in value:
            yield at.problem("missing required field: type")
            return
        kind = value["type"]
        if not isinstance(kind, str):
            yield (at / "type").problem("must provide a string")
            return
        shape = self.shapes.get(kind)
        if shape is None or at.surface not in shape.surfaces:
            yield (at / "type").problem(f"unsupported type: {kind}")
            return
        yield from shape.check({k: v for k, v in value.items() if k != "type"}, at)

    def only(self, *kinds: str) -> "OneOf":
        """Return the same shapes, narrowed to ``kinds``.

        Raises:
            KeyError: there is no such kind.
        """
        return OneOf({kind: self.shapes[kind] for kind in kinds})

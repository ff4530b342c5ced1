"""Rules for how the fields of one object must fit together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sandbox.blocks.rules import Place, Problem


@dataclass(frozen=True, slots=True)
class EitherOf:
    """At least one of the fields is set; Slack's pointer names ``reported_at``."""

    names: tuple[str, ...]
    reported_at: str | None = None

    def relate(self, fields: Mapping[str, object], at: Place) -> Iterator[Problem]:
        if not any(name in fields for name in self.names):
            wanted = " or ".join(f"`{name}`" for name in self.names)
            place = at / self.reported_at if self.reported_at else at
            yield place.problem(f"must define either {wanted}")


@dataclass(frozen=True, slots=True)
class ExactlyOneOf:
    """Exactly one of the fields is set."""

    names: tuple[str, ...]

    def relate(self, fields: Mapping[str, object], at: Place) -> Iterator[Problem]:
        if sum(name in fields for name in self.names) != 1:
            wanted = ", ".join(f"`{name}`" for name in self.names)
            yield at.problem(f"must define exactly one of {wanted}")


@dataclass(frozen=True, slots=True)
class NotBoth:
    """Two fields that contradict each other if both are set and not false."""

    one: str
    other: str

    def relate(self, fields: Mapping[str, object], at: Place) -> Iterator[Problem]:
        if fields.get(self.one) and fields.get(self.other):
            yield (at / self.other).problem(f"cannot be combined with `{self.one}`")


@dataclass(frozen=True, slots=True)
class Requires:
    """``name``, if set and not false, requires ``other``."""

    name: str
    other: str

    def relate(self, fields: Mapping[str, object], at: Place) -> Iterator[Problem]:
        if fields.get(self.name) and not fields.get(self.other):
            yield (at / self.name).problem(f"requires `{self.other}`")


@dataclass(frozen=True, slots=True)
class Ordered:
    """``low`` is not greater than ``high``, both numbers or numbers written as strings."""

    low: str
    high: str

    def relate(self, fields: Mapping[str, object], at: Place) -> Iterator[Problem]:
        low, high = as_number(fields.get(self.low)), as_number(fields.get(self.high))
        if low is not None and high is not None and low > high:
            yield (at / self.low).problem(f"must not be greater than `{self.high}`")


def as_number(value: object) -> float | None:
    """Return the value of a JSON number or of a numeral in a string; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return float(value)
    except (ValueError, OverflowError):
        return None


@dataclass(frozen=True, slots=True)
class Distinct:
    """No two objects in ``array`` have the same ``key``."""

    array: str
    key: str

    def relate(self, fields: Mapping[str, object], at: Place) -> Iterator[Problem]:
        items = fields.get(self.array)
        seen: set[str] = set()
        for index, item in enumerate(items if isinstance(items, list) else ()):
            name = item.get(self.key) if isinstance(item, dict) else None
            if not isinstance(name, str):
                continue
            if name in seen:
                yield (at / self.array / index / self.key).problem(
                    f"`{self.key}` must be unique: {name}"
                )
            seen.add(name)


@dataclass(frozen=True, slots=True)
class InitialAmongOptions:
    """``initial_option`` and ``initial_options`` match one of the options exactly."""

    def relate(self, fields: Mapping[str, object], at: Place) -> Iterator[Problem]:
        options = all_options(fields)
        if "initial_option" in fields and fields["initial_option"] not in options:
            yield (at / "initial_option").problem("must be one of the provided options")
        chosen = fields.get("initial_options")
        for index, option in enumerate(chosen if isinstance(chosen, list) else ()):
            if option not in options:
                yield (at / "initial_options" / index).problem(
                    "must be one of the provided options"
                )


def all_options(fields: Mapping[str, object]) -> list[object]:
    """Return every option of a menu, including those in groups."""
    groups = fields.get("option_groups")
    arrays = [fields.get("options")]
    if isinstance(groups, list):
        arrays += [group.get("options") for group in groups if isinstance(group, dict)]
    return [option for array in arrays if isinstance(array, list) for option in array]

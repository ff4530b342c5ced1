"""How the fields of one object must fit together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sandbox.blocks.rules import Place, Problem


@dataclass(frozen=True, slots=True)
class EitherOf:
    """At least one of the fields; ``reported_at`` is the field Slack's own pointer names."""

    names: tuple[str, ...]
    reported_at: str | None = None

    def relate(self, fields: Mapping[str, object], at: Place) -> Iterator[Problem]:
        if not any(name in fields for name in self.names):
            wanted = " or ".join(f"`{name}`" for name in self.names)
            place = at / self.reported_at if self.reported_at else at
            yield place.problem(f"must define either {wanted}")


@dataclass(frozen=True, slots=True)
class ExactlyOneOf:
    """One of the fields and not two."""

    names: tuple[str, ...]

    def relate(self, fields: Mapping[str, object], at: Place) -> Iterator[Problem]:
        if sum(name in fields for name in self.names) != 1:
            wanted = ", ".join(f"`{name}`" for name in self.names)
            yield at.problem(f"must define exactly one of {wanted}")


@dataclass(frozen=True, slots=True)
class NotBoth:
    """Two fields that contradict each other when both are set and not false."""

    one: str
    other: str

    def relate(self, fields: Mapping[str, object], at: Place) -> Iterator[Problem]:
        if fields.get(self.one) and fields.get(self.other):
            yield (at / self.other).problem(f"cannot be combined with `{self.one}`")


@dataclass(frozen=True, slots=True)
class Needs:
    """``name``, when set and not false, makes sense only beside ``other``."""

    name: str
    other: str

    def relate(self, fields: Mapping[str, object], at: Place) -> Iterator[Problem]:
        if fields.get(self.name) and not fields.get(self.other):
            yield (at / self.name).problem(f"requires `{self.other}`")


@dataclass(frozen=True, slots=True)
class Ordered:
    """``low`` is not above ``high``, both numbers or numbers written as strings."""

    low: str
    high: str

    def relate(self, fields: Mapping[str, object], at: Place) -> Iterator[Problem]:
        low, high = as_number(fields.get(self.low)), as_number(fields.get(self.high))
        if low is not None and high is not None and low > high:
            yield (at / self.low).problem(f"must not be greater than `{self.high}`")


def as_number(value: object) -> float | None:
    """The number that a JSON number or a numeral in a string stands for; None for all else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return float(value)
    except (ValueError, OverflowError):
        return None


@dataclass(frozen=True, slots=True)
class Distinct:
    """In the array ``array`` no two objects hold the same ``key``."""

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
    """``initial_option`` and ``initial_options`` repeat one of the options, exactly."""

    def relate(self, fields: Mapping[str, object], at: Place) -> Iterator[Problem]:
        options = offered(fields)
        if "initial_option" in fields and fields["initial_option"] not in options:
            yield (at / "initial_option").problem("must be one of the provided options")
        chosen = fields.get("initial_options")
        for index, option in enumerate(chosen if isinstance(chosen, list) else ()):
            if option not in options:
                yield (at / "initial_options" / index).problem(
                    "must be one of the provided options"
                )


def offered(fields: Mapping[str, object]) -> list[object]:
    """Every option of a menu, those in its groups included."""
    groups = fields.get("option_groups")
    arrays = [fields.get("options")]
    if isinstance(groups, list):
        arrays += [group.get("options") for group in groups if isinstance(group, dict)]
    return [option for array in arrays if isinstance(array, list) for option in array]

"""The table of the field: roles and wishes, and the topics that serve them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Aim:
    """Something people work towards. ``topics`` stand with what serves it most first.

    Without topics it lies outside the field: "learn Spanish" means no programming language.
    """

    names: tuple[str, ...]
    wishes: tuple[str, ...]
    topics: tuple[str, ...]


@cache
def load() -> tuple[Aim, ...]:
    """The table that ships with the coach; read once."""
    import yaml

    # The C loader is several times faster; not every build of PyYAML has it.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = resources.files("knowledge.goals").joinpath("field.yaml").read_text("utf-8")
    return tuple(_aim(row) for row in yaml.load(text, Loader=loader))  # noqa: S506


def _aim(row: dict[str, list[str]]) -> Aim:
    return Aim(*(tuple(row.get(key, ())) for key in ("names", "wishes", "topics")))

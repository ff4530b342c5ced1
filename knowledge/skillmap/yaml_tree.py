"""Parses a file into YAML nodes with their lines, without constructing any objects."""

from typing import Any

import yaml

from knowledge.skillmap.problem import Problem

MAX_BYTES = 1_000_000
_DEEPEST = 12
"""A map has four levels; composing is recursive, so the depth must be limited."""

# The C loader is several times faster; not every build of PyYAML has it.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class UnreadableMap(Exception):
    """The file isn't YAML that can be read here; ``problem`` says why."""

    def __init__(self, text: str, line: int = 0) -> None:
        super().__init__(Problem(line, text))
        self.problem = Problem(line, text)


def read_tree(data: bytes) -> yaml.Node | None:
    """Return the top node; None if there are only comments.

    Raises:
        UnreadableMap: the file is too large, isn't UTF-8 or valid YAML, or could expand too much.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableMap(f"is larger than {MAX_BYTES // 1_000_000} MB; split up the document")
    text = _decoded(data)
    try:
        _look_over(text)
        top: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = error.problem or error.context or "it can't be read"
        raise UnreadableMap(f"isn't valid YAML: {what}", mark.line + 1 if mark else 0) from None
    except yaml.YAMLError as error:  # characters that YAML does not allow
        what = str(error).splitlines()[0]
        raise UnreadableMap(f"isn't valid YAML: {what}; remove that character") from None
    return top


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableMap("isn't UTF-8 text; save it as UTF-8", line) from None


def _look_over(text: str) -> None:
    """Refuse deep nesting and YAML aliases, which let a small file expand enormously.

    Raises:
        UnreadableMap: the text has one of them.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        line = event.start_mark.line + 1 if event.start_mark else 0
        if depth > _DEEPEST:
            raise UnreadableMap("is nested too deeply; a map has four levels", line)
        if isinstance(event, yaml.AliasEvent):
            raise UnreadableMap(f"repeats a part by “*{event.anchor}”; write it out", line)

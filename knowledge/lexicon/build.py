"""Builds ``lexicon.json`` from the hand-written YAML: ``python -m knowledge.lexicon.build``."""

import json
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
TARGET = HERE / "lexicon.json"
_TRANSLATIONS = "translations.yaml"


def read_sources() -> dict[str, list[dict[str, Any]]]:
    """Return the entries of each file as written, by file name in alphabetical order."""
    return {path.name: _read(path) for path in sorted(HERE.glob("*.yaml"))}


def render() -> str:
    """Return the text of ``lexicon.json``: one entry per line, so that diffs are readable."""
    sources = read_sources()
    translations = sources.pop(_TRANSLATIONS)
    terms = [term for entries in sources.values() for entry in entries for term in expand(entry)]
    return f'{{"terms": [\n{_lines(terms)}\n], "translations": [\n{_lines(translations)}\n]}}\n'


def expand(entry: dict[str, Any]) -> list[dict[str, Any]]:
    """Return an entry's own term, then one term for each of its peers.

    Peers are similar things that the same meaning is true for: ``peers: [[BorgBackup, Borg]]``
    is a term BorgBackup with the alias Borg.
    """
    shared = {key: entry[key] for key in ("kind", "meaning", "related", "field")}
    cased = entry.get("cased", [])
    return [
        {"term": name, "aliases": aliases, **shared, "cues": cues}
        | {"cased": [word for word in cased if word in (name, *aliases, *cues)]}
        for name, aliases, cues in (
            (entry["term"], entry["aliases"], entry.get("cues", [])),
            *((peer[0], peer[1:], []) for peer in entry.get("peers", [])),
        )
    ]


def _lines(entries: list[dict[str, Any]]) -> str:
    return ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)


def _read(path: Path) -> list[dict[str, Any]]:
    # The C loader is several times faster; not every build of PyYAML has it.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    entries: list[dict[str, Any]] = yaml.load(path.read_text("utf-8"), Loader=loader)  # noqa: S506
    return entries


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8")

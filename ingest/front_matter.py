"""Reads a document's YAML front matter: title, address and owner. Pure; never raises."""

from dataclasses import dataclass
from urllib.parse import urlsplit

import yaml


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says about a document; None for anything it leaves out."""

    title: str | None = None
    url: str | None = None
    owner: str | None = None


def read_front_matter(text: str) -> FrontMatter:
    """Read ``title``, ``url`` (http or https only) and ``owner``; ignore everything else."""
    try:
        found = yaml.safe_load(text)
    # Besides its own errors, PyYAML raises ValueError (for 2024-99-99) and others.
    except (yaml.YAMLError, ValueError, TypeError, AttributeError, RecursionError, LookupError):
        return FrontMatter()
    if not isinstance(found, dict):
        return FrontMatter()
    return FrontMatter(
        _line(found.get("title")), _address(found.get("url")), _line(found.get("owner"))
    )


def _line(value: object) -> str | None:
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return None
    return " ".join(str(value).split()) or None


def _address(value: object) -> str | None:
    url = _line(value)
    if url is None or any(mark in url for mark in ' <>|"'):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None

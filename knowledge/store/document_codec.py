"""Encodes stored documents as short texts: JSON, compressed and split. Pure."""

import json
import zlib
from base64 import b64decode, b64encode, b85decode
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from knowledge.guide_model import GuideLink
from knowledge.guides.codec import guide_from_dict
from knowledge.model import Document, Grain, Outline, Passage, Role, Section, Skill, SkillMap
from knowledge.ports import StoredDocument

_FORMAT = 1
_BASE64 = "64:"
"""Marks base64, which Python decodes a hundred times faster than the base85 of earlier versions."""
_PART = 200_000
"""Maximum characters in one part."""


def pack(document: StoredDocument) -> list[str]:
    """Return the document as one or more parts; equal documents give equal parts."""
    data = json.dumps({"format": _FORMAT, **asdict(document)}, sort_keys=True)
    text = _BASE64 + b64encode(zlib.compress(data.encode())).decode()
    return [text[start : start + _PART] for start in range(0, len(text), _PART)]


def unpack(parts: Sequence[str]) -> StoredDocument | None:
    """Return the document that ``pack`` encoded; None if it is damaged or of another format."""
    try:
        data = json.loads(zlib.decompress(_bytes_of("".join(parts))))
        return _document(data) if data["format"] == _FORMAT else None
    except (ValueError, KeyError, TypeError, zlib.error):
        return None


def _bytes_of(text: str) -> bytes:
    if text.startswith(_BASE64):
        return b64decode(text[len(_BASE64) :], validate=True)
    return b85decode(text)


def _document(data: dict[str, Any]) -> StoredDocument:
    outline = data["outline"]
    return StoredDocument(
        Outline(
            Document(**outline["document"]),
            tuple(Section(**{**s, "path": tuple(s["path"])}) for s in outline["sections"]),
            tuple(Skill(**skill) for skill in outline["skills"]),
            tuple(Passage(**{**p, "grain": Grain(p["grain"])}) for p in outline["passages"]),
            _map(outline.get("skill_map")),
            tuple((old, new) for old, new in outline.get("successors", ())),
            tuple(guide_from_dict(guide) for guide in outline.get("guides", ())),
            outline.get("guide_vectors", ""),
            tuple(GuideLink(**link) for link in outline.get("guide_links", ())),
            outline.get("linked_with", ""),
        ),
        data["content_hash"],
        data["embedder"],
        data["origin"],
    )


def _map(data: dict[str, Any] | None) -> SkillMap | None:
    if data is None:
        return None
    return SkillMap(
        tuple((skill, needs, why) for skill, needs, why in data["prerequisites"]),
        tuple((skill, alias) for skill, alias in data["aliases"]),
        tuple(
            Role(r["name"], tuple(r["aliases"]), tuple((s, w) for s, w in r["weights"]))
            for r in data["roles"]
        ),
        tuple((skill, weight) for skill, weight in data["weights"]),
    )

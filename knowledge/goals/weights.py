"""Weights of skills: made from what a search saw, and put together. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from knowledge.retrieval.scored_query import ScoredQuery

LEAST = 0.2
"""Weights below this share of the largest are dropped."""
MOST = 24
"""Skills a goal may name."""

Weights = dict[str, float]
"""Skill id -> how much it serves a goal, above 0."""


def weights(seen: ScoredQuery, spread: float, section_share: float) -> Weights:
    """The skills a text is about: 1 for the nearest one, falling with the scores."""
    signals, corpus = seen.signals, seen.corpus
    units = np.exp((signals.unit_scores - signals.unit_scores.max()) / spread)
    sections = np.exp((signals.section_scores - signals.section_scores.max()) / spread)
    mixed = np.maximum(units, section_share * sections[corpus.owners])
    return {
        unit.skill_id: float(weight)
        for unit, weight in zip(corpus.units, mixed, strict=True)
        if unit.skill_id
    }


def scaled(weights: Mapping[str, float], by: float) -> Weights:
    """All weights times ``by``."""
    return {skill_id: weight * by for skill_id, weight in weights.items()}


def strongest(sources: Sequence[Mapping[str, float]]) -> Weights:
    """The largest weight of each skill."""
    merged: Weights = {}
    for source in sources:
        for skill_id, weight in source.items():
            merged[skill_id] = max(weight, merged.get(skill_id, 0.0))
    return merged


def trimmed(weights: Weights) -> Weights:
    """The largest weights, the largest as 1."""
    best = sorted(weights.items(), key=lambda item: -item[1])[:MOST]
    top = best[0][1] if best else 0.0
    return {skill_id: weight / top for skill_id, weight in best if weight >= LEAST * top > 0}

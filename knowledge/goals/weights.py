"""Weights of skills: derives them from a scored query and combines them. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from knowledge.retrieval.scored_query import ScoredQuery

LEAST = 0.2
"""Weights below this share of the largest are dropped."""
MOST = 24
"""Maximum skills per goal."""

Weights = dict[str, float]
"""Skill id -> how much it contributes to a goal, above 0."""


def weights(query: ScoredQuery, spread: float, section_share: float) -> Weights:
    """Return the weights of the skills that a text is about, falling from 1 with the scores.

    ``spread`` is how many logits make a factor of e; a skill gets at least ``section_share`` of its
    section's weight.
    """
    signals, corpus = query.signals, query.corpus
    units = np.exp((signals.unit_scores - signals.unit_scores.max()) / spread)
    sections = np.exp((signals.section_scores - signals.section_scores.max()) / spread)
    mixed = np.maximum(units, section_share * sections[corpus.owners])
    return {
        unit.skill_id: float(weight)
        for unit, weight in zip(corpus.units, mixed, strict=True)
        if unit.skill_id
    }


def scale(weights: Mapping[str, float], by: float) -> Weights:
    """Return all weights times ``by``."""
    return {skill_id: weight * by for skill_id, weight in weights.items()}


def merge_strongest(sources: Sequence[Mapping[str, float]]) -> Weights:
    """Return the largest weight of each skill."""
    merged: Weights = {}
    for source in sources:
        for skill_id, weight in source.items():
            merged[skill_id] = max(weight, merged.get(skill_id, 0.0))
    return merged


def trim(weights: Weights) -> Weights:
    """Return the largest weights, scaled so that the largest is 1."""
    best = sorted(weights.items(), key=lambda item: -item[1])[:MOST]
    top = best[0][1] if best else 0.0
    return {skill_id: weight / top for skill_id, weight in best if weight >= LEAST * top > 0}

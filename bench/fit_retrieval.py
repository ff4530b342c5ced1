"""Fits the weights of retrieval on the development halves of the evaluation sets and prints them.

``python -m bench.fit_retrieval``: paste what it prints into ``knowledge/retrieval/fusion.py`` and
``confidence.py``. Only rows whose split is "dev" are read. Takes a few minutes for the embedding.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.eval_sets import SETS, EvalSet, questions, phrases
from knowledge.retrieval import smalltalk
from knowledge.retrieval.confidence import EVIDENCE, evidence

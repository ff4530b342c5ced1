"""Tells what a sentence wants where no cue of `requests.py` is in it, from example sentences.

Kernel ridge regression on the sentence's embedding and its words, one and two at a time: people say
the same thing in more ways than anyone can list. Fitted in memory on first use, in a second.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise
from threading import Lock
from typing import TYPE_CHECKING

from bot.coaching.messages.intent import Intent
from bot.coaching.messages.requests import spell_out

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Embed = Callable[[Sequence[str]], "NDArray[np.float32]"]
"""Texts to unit vectors, shape (texts, dimensions)."""

RIDGE = 1.0
"""Regularization; .3 to 3 differ by less than the noise of leave-one-out on the examples."""
LEAD = 0.1
"""How far an intent must be ahead of the next: above .1, nine in ten of what is then decided are
right on the tuned half of tests/eval/messages. The rest is answered as a question."""
COMMON = 2
"""Examples in which a word must be to count."""
LONGEST = 16
"""Words of a sentence that is classified; longer ones are questions."""
_PERSONAL = re.compile(
    r"\b(?:i|i'm|i've|i'd|i'll|me|my|myself|you|your|we|us|our|anybody|somebody|who|let's|please|coach)\b"
)
"""A topic such as "voice-over labels" is a question: without a person, nothing is classified."""
# What should I learn about testing? A suggestion has no topic.
_TOPIC = re.compile(
    r"\b(?:about|with|in|at|for|on|cover) (?!(?:me|my|us|this|that|now|next|today|the|a)\b)\w"
    r"|\bcovers?\b"
)
_ASKS = re.compile(
    r"\?|\b(?:what|when|where|why|how|which|should) (?:do|does|is|are|should|can|i|to)\b"
)


class IntentClassifier:
    """Classifies sentences. Thread-safe."""

    def __init__(self, embed: Embed) -> None:
        self._embed = embed
        self._lock = Lock()
        self._fitted: _Fitted | None = None

    def classify(self, sentence: str) -> Intent:
        """Return what a sentence wants; ``ASK`` where that isn't clear.

        Raises:
            CoachError: the embedder fails.
        """
        plain = spell_out(sentence).lower()
        if len(plain.split()) > LONGEST or not _PERSONAL.search(plain):
            return Intent.ASK
        with self._lock:
            self._fitted = self._fitted or _Fitted(self._embed)
        meant = self._fitted.classify(plain)
        names_topic = meant is Intent.NEXT and _TOPIC.search(plain)
        asks = meant is Intent.LOG and _ASKS.search(plain)
        return Intent.ASK if names_topic or asks else meant


class _Fitted:
    def __init__(self, embed: Embed) -> None:
        import numpy as np

        self._embed = embed
        intents, texts = examples()
        words = [_grams(text) for text in texts]
        counts = Counter(gram for grams in words for gram in grams)
        common = [gram for gram, count in counts.items() if count >= COMMON]
        self._columns = {gram: column for column, gram in enumerate(common)}
        rarity = [np.log(len(texts) / counts[gram]) ** 0.5 for gram in common]
        self._rarity = np.array(rarity)
        features = self._features(texts)
        truth = np.array([[intent is each for each in Intent] for intent in intents], dtype=float)
        self._prior = truth.mean(axis=0)
        kernel = features @ features.T + RIDGE * np.eye(len(texts))
        self._weights = features.T @ np.linalg.solve(kernel, truth - self._prior)

    def classify(self, sentence: str) -> Intent:
        import numpy as np

        (scores,) = self._features([sentence]) @ self._weights + self._prior
        order = np.argsort(-scores)
        clear = scores[order[0]] - scores[order[1]] >= LEAD
        return list(Intent)[order[0]] if clear else Intent.ASK

    def _features(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return embedding and word weights, each of length 1, shape (texts, features)."""
        import numpy as np

        table = np.zeros((len(texts), len(self._columns)))
        for row, text in enumerate(texts):
            for gram in _grams(text):
                if (column := self._columns.get(gram)) is not None:
                    table[row, column] = self._rarity[column]
        lengths = np.linalg.norm(table, axis=1, keepdims=True)
        return np.hstack([self._embed(texts), table / np.maximum(lengths, 1e-9)])


def _grams(text: str) -> set[str]:
    """Return the words of a text and its pairs of neighbors, with marks at both ends."""
    words = ["^", *re.findall(r"[\w']+|\?", text), "$"]
    return {*words, *map(" ".join, pairwise(words))}


@cache
def examples() -> tuple[list[Intent], list[str]]:
    """Return the example sentences that ship with the coach, and what each one wants."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = resources.files(__package__).joinpath("examples.yaml").read_text("utf-8")
    rows: dict[str, list[str]] = yaml.load(text, Loader=loader)  # noqa: S506
    pairs = [(Intent(name), spell_out(s)) for name, sentences in rows.items() for s in sentences]
    return [intent for intent, _ in pairs], [sentence for _, sentence in pairs]

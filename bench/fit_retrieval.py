"""Fits the retrieval weights on the development rows of the evaluation sets and prints them.

``python -m bench.fit_retrieval``: paste the output into ``knowledge/retrieval/fusion.py`` and
``confidence.py`` (fusion first, then run it again, because the confidence uses the fused scores).
Only rows whose split is "dev" are read. The figures for each document use weights fitted on the
others, so they show what to expect on a document nobody prepared for.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.outline import outline
from knowledge.embeddings.sentence_transformers_embedder import MiniLM
from knowledge.evaluation import roc_area
from knowledge.lexicon.lexicon import Lexicon
from knowledge.library import Library
from knowledge.retrieval import smalltalk
from knowledge.retrieval.confidence import EVIDENCE, evidence
from knowledge.retrieval.fusion import FEATURES
from knowledge.retrieval.scored_query import ScoredQuery
from knowledge.retrieval.searcher import Searcher
from tests.eval.sets import DOCUMENTS, WHOLE, phrases, questions
from tests.fakes.knowledge import MemoryIndex

Array = NDArray[np.float64]
RANKING_RIDGE = 0.003
CONFIDENCE_RIDGE = 3.0


@dataclass(frozen=True, slots=True)
class Case:
    """One row: features, shape (candidates, features), the right candidates, and the evidence."""

    features: Array
    right: Array
    evidence: Array
    answerable: bool


def searchers() -> dict[str, Searcher]:
    """Return a searcher over each evaluation document that has development rows."""
    embedder, lexicon = MiniLM(), Lexicon.load()
    found = {}
    for name in (name for name in DOCUMENTS if WHOLE.get(name) != "test"):
        path = DOCUMENTS[name]
        library = Library(MemoryIndex(), embedder)
        library.add(outline(path.read_text("utf-8"), path.name), name)
        found[name] = Searcher(library.index, embedder, library.catalogue, lexicon)
    return found


def question_cases(searcher: Searcher, name: str) -> list[Case]:
    """Return the questions of one set, without chat, which never reaches the model."""
    rows = [q for q in questions(name, "dev") if smalltalk.kind_of(q.question) is None]
    seen = searcher.look([row.question for row in rows])
    return [
        _case(s, s.signals.sections, [x.title in r.sections for x in s.corpus.sections])
        for r, s in zip(rows, seen, strict=True)
        if s is not None
    ]


def phrase_cases(searcher: Searcher, name: str) -> list[Case]:
    """Return the phrases of one set that name one skill or none."""
    rows = [p for p in phrases(name, "dev") if not p.all_of]
    seen = searcher.look([row.phrase for row in rows])
    return [
        _case(s, s.signals.units, [u.text in r.skills for u in s.corpus.units])
        for r, s in zip(rows, seen, strict=True)
        if s is not None
    ]


def _case(seen: ScoredQuery, features: Array, right: Sequence[bool]) -> Case:
    return Case(features, np.array(right, dtype=float), evidence(seen), any(right))


def fit_ranking(cases: Sequence[Case], steps: int = 400) -> Array:
    """Return weights that maximise the likelihood of a right candidate under a softmax (Adam)."""
    cases = [case for case in cases if case.answerable]
    weights = np.zeros(cases[0].features.shape[1])
    mean, square = weights.copy(), weights.copy()
    for step in range(1, steps + 1):
        slope = RANKING_RIDGE * weights + sum(_slope(case, weights) for case in cases) / len(cases)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        weights = weights - 0.2 * (mean / (1 - 0.9**step)) / (
            np.sqrt(square / (1 - 0.99**step)) + 1e-8
        )
    return weights


def _slope(case: Case, weights: Array) -> Array:
    logits = case.features @ weights
    given = np.exp(logits - logits.max())
    given /= given.sum()
    wanted = given * case.right
    return np.asarray(case.features.T @ (given - wanted / wanted.sum()))


def fit_confidence(cases: Sequence[Case]) -> tuple[Array, float]:
    """Fit a ridge logistic regression that weighs both outcomes equally (Newton steps).

    Return its weights, shape (signals,), and its bias.
    """
    table, wanted = _table(cases)
    centre, spread = table.mean(axis=0), table.std(axis=0) + 1e-9
    scaled = np.hstack([(table - centre) / spread, np.ones((len(table), 1))])
    share = wanted.mean()
    importance = np.where(wanted, 0.5 / share, 0.5 / (1 - share))
    ridge = np.diag([CONFIDENCE_RIDGE] * table.shape[1] + [1e-6])
    weights = np.zeros(scaled.shape[1])
    for _ in range(30):
        given = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (importance * (given - wanted)) + ridge @ weights
        bend = scaled.T @ (scaled * (importance * given * (1 - given))[:, None]) + ridge
        weights -= np.linalg.solve(bend, slope)
    plain = weights[:-1] / spread
    return plain, float(weights[-1] - plain @ centre)


def _table(cases: Sequence[Case]) -> tuple[Array, Array]:
    return (
        np.stack([case.evidence for case in cases]),
        np.array([float(case.answerable) for case in cases]),
    )


Judge = Callable[[Sequence[Case], Sequence[Case]], Array]
Sets = Mapping[str, Sequence[Case]]


def cross_validate(sets: Sets, judge: Judge, also: Sets) -> dict[str, Array]:
    """Return ``judge(training cases, left-out cases)`` for each document, left out in turn.

    ``also`` is trained on too, except for its cases of the document that is left out.
    """
    return {
        name: judge(
            [c for other in (sets, also) for key in other if key != name for c in other[key]], out
        )
        for name, out in sets.items()
    }


def _ranks(kept: Sequence[Case], out: Sequence[Case]) -> Array:
    weights = fit_ranking(kept, steps=200)
    return np.array([_rank(case, case.features @ weights) for case in out if case.answerable])


def _rank(case: Case, scores: Array) -> int:
    return 1 + int((scores > scores[case.right > 0].max()).sum())


def _confidence(kept: Sequence[Case], out: Sequence[Case]) -> Array:
    weights, bias = fit_confidence(kept)
    return np.asarray(1 / (1 + np.exp(-(_table(out)[0] @ weights + bias))))


def _decided(given: Array, cases: Sequence[Case]) -> str:
    wanted = _table(cases)[1].astype(bool)
    balanced = ((given >= 0.5)[wanted].mean() + (given < 0.5)[~wanted].mean()) / 2
    area = roc_area(given[wanted].tolist(), given[~wanted].tolist())
    return f"area {area:.3f}, balanced accuracy {balanced:.3f}"


def report(kind: str, sets: Sets, also: Sets) -> None:
    """Print both fits for one kind of text; ``also`` adds rows to refuse to the confidence fit."""
    ranks, given = cross_validate(sets, _ranks, {}), cross_validate(sets, _confidence, also)
    for name, cases in sets.items():
        first, third = (ranks[name] == 1).mean(), (ranks[name] <= 3).mean()
        print(f"# {kind}, {name} left out: first {first:.3f}, within three {third:.3f},", end=" ")
        print(_decided(given[name], cases))
    every = [case for cases in sets.values() for case in cases]
    weights, bias = fit_confidence([*every, *(case for cases in also.values() for case in cases)])
    print(dict(zip(FEATURES, fit_ranking(every).round(1).tolist(), strict=True)))
    print(dict(zip(EVIDENCE, weights.round(2).tolist(), strict=True)), f"bias {bias:.2f}")


def main() -> None:
    """Fit questions, then phrases."""
    found = searchers()
    asked = {name: question_cases(searcher, name) for name, searcher in found.items()}
    report("questions", asked, {})
    phrased = {name: phrase_cases(found[name], name) for name in found if name != "front-end"}
    refused = {
        name: [case for case in cases if not case.answerable] for name, cases in asked.items()
    }
    report("phrases", phrased, refused)


if __name__ == "__main__":
    main()

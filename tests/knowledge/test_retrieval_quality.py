"""Retrieval quality with the packaged model, on rows that weren't used for tuning (totals only).

The bounds are a little below the measured figures (docs/decisions/0002-retrieval.md): they catch
regressions and aren't targets.
"""

import pytest

from knowledge.answers.answerer import Answerer
from knowledge.embeddings.export import export
from knowledge.embeddings.onnx_embedder import OnnxMiniLM, checksum_path, exported_path
from knowledge.evaluation import EvaluationReport, evaluate, evaluate_phrases
from knowledge.lexicon.lexicon import Lexicon
from knowledge.retrieval.searcher import Searcher
from knowledge.skill_matcher import SkillMatcher
from tests.eval.sets import DOCUMENTS, phrases, questions
from tests.knowledge.retrieval_helpers import read, searcher


@pytest.fixture(scope="module")
def embedder() -> OnnxMiniLM:
    """Return the exported model, which is made here if setup hasn't run."""
    if not checksum_path(exported_path()).exists():
        export(exported_path())
    return OnnxMiniLM(exported_path())


@pytest.fixture(scope="module")
def searchers(embedder: OnnxMiniLM) -> dict[str, Searcher]:
    return {name: searcher(read(DOCUMENTS[name]), embedder=embedder) for name in BOUNDS}


BOUNDS = {
    "backend": (0.92, 0.96, 0.94),
    "data-engineering": (0.75, 0.92, 0.93),
    "front-end": (0.84, 0.95, 0.9),
    "machine-learning": (0.71, 0.85, 0.82),
}
"""Hit@1, hit@3 and balanced accuracy."""


@pytest.mark.parametrize("name", list(BOUNDS))
def test_questions(searchers: dict[str, Searcher], name: str) -> None:
    answerer = Answerer(searchers[name], Lexicon.load())

    report = evaluate(questions(name, "test"), answerer.answer)

    first, third, balanced = BOUNDS[name]
    assert report.all.first.value >= first
    assert report.all.third.value >= third
    assert report.balanced_accuracy >= balanced


@pytest.mark.parametrize(
    ("name", "first"),
    [("backend", 0.88), ("data-engineering", 0.75), ("machine-learning", 0.6)],
)
def test_phrases(searchers: dict[str, Searcher], name: str, first: float) -> None:
    report: EvaluationReport = evaluate_phrases(
        phrases(name, "test"), SkillMatcher(searchers[name]).match
    )

    assert report.all.first.value >= first
    assert report.balanced_accuracy >= 0.9

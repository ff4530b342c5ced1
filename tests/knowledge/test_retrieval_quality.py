"""What retrieval reaches with the packaged model on rows that nothing was tuned on (in total only).

The bounds lie a little under what was measured (docs/decisions/0002-retrieval.md): they catch a
loss, they are no goal.
"""

import pytest

from knowledge.answer import Answerer
from knowledge.embedder import MiniLM
from knowledge.evaluation import Report, evaluate, evaluate_phrases
from knowledge.lexicon import Lexicon
from knowledge.matching import Matcher
from knowledge.search import Searcher
from tests.eval.sets import DOCUMENTS, phrases, questions
from tests.knowledge.retrieval_helpers import read, searcher


@pytest.fixture(scope="module")
def embedder() -> MiniLM:
    return MiniLM()


@pytest.fixture(scope="module")
def searchers(embedder: MiniLM) -> dict[str, Searcher]:
    return {name: searcher(read(path), embedder=embedder) for name, path in DOCUMENTS.items()}


BOUNDS = {"backend": (0.85, 0.93, 0.88), "data-engineering": (0.8, 0.9, 0.88)}
"""hit@1, hit@3 and balanced accuracy."""


@pytest.mark.parametrize("name", list(BOUNDS))
def test_questions(searchers: dict[str, Searcher], name: str) -> None:
    answerer = Answerer(searchers[name], Lexicon.load())

    report = evaluate(questions(name, "test"), answerer.answer)

    first, third, balanced = BOUNDS[name]
    assert report.all.first.value >= first
    assert report.all.third.value >= third
    assert report.balanced_accuracy >= balanced


@pytest.mark.parametrize("name", list(BOUNDS))
def test_phrases(searchers: dict[str, Searcher], name: str) -> None:
    report: Report = evaluate_phrases(phrases(name, "test"), Matcher(searchers[name]).match)

    assert report.all.first.value >= 0.75
    assert report.balanced_accuracy >= 0.85

"""A large library is scored partially, with the same scores as if all of it were scored."""

import random
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.retrieval import layers, scored_query
from knowledge.retrieval.layers import LayerCache
from knowledge.retrieval.scored_query import FEWEST, ScoredQuery, shortlist
from knowledge.retrieval.searcher import Searcher
from knowledge.retrieval.sparse import (
    Layer,
    Scores,
    SelectedRows,
    Sparse,
    best_by_owner,
    column,
    mean,
    mix,
    sharpen,
)
from knowledge.store import exact_index
from knowledge.store.exact_index import ExactIndex
from tests.fakes.knowledge import HashingEmbedder
from tests.knowledge.retrieval_helpers import GARDEN, OFFICE, searcher

SECTIONS = 300
ASKED = (
    "how do I save seeds in the cellar?",
    "composting kafka queues under heavy load",
    "rotating certificates without downtime, and testing backups",
    "linkerd",
    "sorting parcels",
    "wake me when it breaks",
)


def made_document() -> str:
    """Return more sections than one question is scored on; many share words."""
    chance = random.Random(5)
    deeds = ("Designing", "Testing", "Rotating", "Caching", "Saving", "Sorting", "Migrating")
    things = ("queues", "certificates", "seeds", "backups", "parcels", "service mesh", "indexes")
    ways = ("under heavy load", "in the cellar", "without downtime", "for many tenants", "at night")
    lines = ["# Made", ""]
    for number in range(SECTIONS):
        lines.append(f"### {chance.choice(things).title()} {number}")
        skills = (chance.choice(deeds), chance.choice(things), chance.choice(ways))
        lines += [f"- {' '.join(skills)} {number} {n}" for n in range(3)]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def one() -> Searcher:
    return searcher(GARDEN, OFFICE, made_document(), embedder=HashingEmbedder(64))


def seen(one: Searcher, asked: str) -> ScoredQuery:
    (found,) = one.look([asked])
    assert found is not None
    return found


@pytest.mark.parametrize("asked", ASKED)
def test_a_part_has_the_scores_of_the_whole(
    one: Searcher, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, found = seen(one, asked), one.search(asked)
    monkeypatch.setattr(scored_query, "SMALL", 0)
    part, again = seen(one, asked), one.search(asked)

    assert len(part.corpus.sections) < len(whole.corpus.sections) == SECTIONS + 4
    rows = part.corpus.section_rows.rows, part.corpus.unit_rows.rows
    assert np.allclose(part.signals.sections, whole.signals.sections[rows[0]], atol=1e-9)
    assert np.allclose(part.signals.units, whole.signals.units[rows[1]], atol=1e-9)
    assert [hit.section.id for hit in again.hits] == [hit.section.id for hit in found.hits]
    assert [hit.passages for hit in again.hits] == [hit.passages for hit in found.hits]
    assert again.confidence == pytest.approx(found.confidence, abs=1e-9)


def test_a_dropped_term_is_computed_again(one: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = seen(one, "linkerd").signals.sections
    monkeypatch.setattr(layers, "KEPT", 0)
    other = Searcher(one._index, one._embedder, one._catalogue, one._lexicon)

    for _ in range(2):
        assert np.allclose(seen(other, "linkerd").signals.sections, expected, atol=1e-5)


def test_something_is_scored_even_if_nothing_is_near() -> None:
    nothing = column(np.zeros(0, dtype=np.intp), np.zeros(0), 0.2, 600)
    layer = Layer((nothing,), (nothing,))

    rows = shortlist(np.arange(600), layer, [layer], [layer], layer)

    assert len(rows) == FEWEST


def test_the_least_recently_used_is_dropped_first() -> None:
    table = column(np.arange(2), np.ones(2), 0.0, 9)
    layer, recent = Layer((table,), (table,)), LayerCache(8)
    for name in ("a", "b"):
        recent.put(name, layer)
    recent.get("a")
    recent.put("c", layer)
    recent.put("c", layer)

    assert [name for name in "abc" if recent.get(name) is not None] == ["a", "c"]


@pytest.mark.parametrize("count", [1, 2, 3, 4, 70])
def test_rows_shared_by_two_threads_give_the_same(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    vectors = np.random.default_rng(1).standard_normal((151, 16)).astype(np.float32)
    ids = [f"{n:03}" for n in range(151)]
    alone = ExactIndex(ids, vectors).nearest(vectors[:count], 20)
    monkeypatch.setattr(exact_index, "_WIDE", 1)
    shared = ExactIndex(ids, vectors).nearest(vectors[:count], 20)

    assert [[hit.passage_id for hit in hits] for hits in shared] == [
        [hit.passage_id for hit in hits] for hits in alone
    ]


@st.composite
def sparse(draw: st.DrawFn, size: int = 12, low: float = 0.0) -> Sparse:
    """Return one column in which no value is below ``rest``."""
    rows = sorted(draw(st.sets(st.integers(0, size - 1))))
    above = st.floats(low + 0.1, 1)
    values = draw(st.lists(above, min_size=len(rows), max_size=len(rows)))
    return column(np.array(rows, dtype=np.intp), np.array(values, dtype=float), low, size)


def dense(table: Sparse) -> Scores:
    """Return its only column as a dense array."""
    every = SelectedRows.from_rows(np.arange(table.size), table.size)
    return table.at(every)[:, 0]


@given(sparse(), sparse(low=0.25), st.lists(st.integers(0, 4), min_size=12, max_size=12))
def test_sparse_scores_match_dense_ones(first: Sparse, second: Sparse, owned: list[int]) -> None:
    a, b, owners = dense(first), dense(second), np.array([*owned[:7], 0, 1, 2, 3, 4])
    raised = np.exp((b - b.max()) / 0.05)
    best = [b[owners == owner].max() for owner in range(5)]

    assert np.allclose(dense(mix(first, second, 0.25)), 0.25 * a + 0.75 * b)
    assert np.allclose(dense(mean([first, first, first])), a)
    assert np.allclose(dense(sharpen(second)), raised / raised.sum())
    assert np.allclose(dense(best_by_owner(second, owners, 5)), best)


@given(sparse(), st.sets(st.integers(0, 11)), st.integers(0, 14))
def test_some_rows_are_those_of_all(table: Sparse, rows: set[int], count: int) -> None:
    chosen = np.array(sorted(rows), dtype=np.intp)
    all_of_it = dense(table)

    assert (table.at(SelectedRows.from_rows(chosen, 12))[:, 0] == all_of_it[chosen]).all()
    best = table.best(count)
    assert len(best) == min(count, len(table.rows))
    assert all(all_of_it[best].min(initial=1) >= all_of_it[row] for row in _others(table, best))


def _others(table: Sparse, best: "np.typing.NDArray[np.intp]") -> Iterator[int]:
    return (row for row in table.rows.tolist() if row not in best.tolist())

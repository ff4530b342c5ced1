"""Search: order, sections and passages, several documents, changes, odd input."""

import threading

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.outline import outline
from knowledge.embeddings.sentence_transformers_embedder import MINILM_NAME
from knowledge.embeddings.shipped import pack_vectors, unpack_vectors
from knowledge.lexicon.lexicon import Lexicon
from knowledge.library import Library
from knowledge.model import Catalogue, Grain, Passage
from knowledge.paraphrases import paraphrases
from knowledge.ports import Vectors
from knowledge.retrieval.paraphrase_vectors import texts
from knowledge.retrieval.searcher import Searcher
from tests.fakes.knowledge import HashingEmbedder, MemoryIndex
from tests.knowledge.retrieval_helpers import GARDEN, OFFICE, searcher

SEARCHER = searcher(GARDEN, OFFICE)


def test_the_section_with_the_words_comes_first() -> None:
    found = SEARCHER.search("how do I save seeds?")

    assert found.hits[0].section.title == "Seeds"
    assert found.hits[0].passages[0].text == "Saving seeds over winter"
    assert [hit.score for hit in found.hits] == sorted((h.score for h in found.hits), reverse=True)


def test_all_sections_are_ranked_across_documents() -> None:
    found = SEARCHER.search("sorting parcels")

    assert found.hits[0].document.title == "Office"
    assert {hit.section.title for hit in found.hits} == {"Soil", "Seeds", "Storage", "Post"}


def test_the_limit_is_kept() -> None:
    assert len(SEARCHER.search("seeds", limit=2).hits) == 2


def test_matched_and_other_passages_are_the_whole_section() -> None:
    for hit in SEARCHER.search("mulching beds").hits:
        held = {p.id for p in (*hit.passages, *hit.rest)}
        catalogue = {u.id for u in _units(hit.section.id)}
        assert held == catalogue
        assert hit.passages


def test_a_paragraph_is_found_as_well() -> None:
    hit = SEARCHER.search("keep potatoes in the cellar").hits[0]

    assert hit.section.title == "Storage"
    assert hit.passages[0].text == "Potatoes keep in a dark and cool cellar."


def test_a_typo_is_corrected() -> None:
    assert SEARCHER.search("compsting kitchn waste").hits[0].section.title == "Soil"


def test_an_empty_library_finds_nothing() -> None:
    found = searcher().search("seeds")

    assert (found.hits, found.confidence) == ((), 0.0)
    assert searcher().is_empty()


def test_sections_can_be_shown_again_in_the_order_asked_for() -> None:
    ids = [hit.section.id for hit in SEARCHER.search("seeds").hits][::-1]

    assert [hit.section.id for hit in SEARCHER.revisit([*ids, "unknown"])] == ids


def test_a_change_of_the_library_is_noticed() -> None:
    library = Library(MemoryIndex(), HashingEmbedder())
    library.add(outline(OFFICE, "a.md"), "1")
    one = Searcher(library.index, library.embedder, library.catalogue, Lexicon.load())
    assert one.search("composting").hits[0].section.title == "Post"

    library.add(outline(GARDEN, "b.md"), "2")

    assert one.search("composting").hits[0].section.title == "Soil"


def test_threads_share_one_searcher() -> None:
    fresh = searcher(GARDEN)
    found: list[str] = []

    def ask() -> None:
        found.append(fresh.search("saving seeds").hits[0].section.title)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert found == ["Seeds"] * 8


def test_one_embedding_call_for_texts_and_new_terms() -> None:
    calls: list[int] = []

    class Counting(HashingEmbedder):
        def embed(self, texts: object) -> Vectors:
            calls.append(len(texts))  # type: ignore[arg-type]
            return super().embed(texts)  # type: ignore[arg-type]

    one = searcher(GARDEN, embedder=Counting())
    one.look(["seeds"])
    calls.clear()

    one.look(["kafka", "", "kafka and soil"])
    one.look(["kafka"])

    # Each text as it is and with its terms spelled out, and one meaning; then both forms of one.
    assert calls == [5, 2]


@given(st.text(max_size=400))
@settings(max_examples=80, deadline=None)
def test_any_text_can_be_searched(text: str) -> None:
    found = SEARCHER.search(text)

    assert 0 <= found.confidence <= 1
    assert len(found.hits) in (0, 4)


def test_long_and_hidden_input_is_bounded() -> None:
    assert SEARCHER.search("seeds\u200b " * 1300).hits[0].section.title == "Seeds"


def test_the_shipped_vectors_are_those_of_all_sayings_and_terms() -> None:
    wanted = texts()

    known = paraphrases.VECTORS.known(wanted, MINILM_NAME)

    assert known.keys() == set(wanted), "run python -m knowledge.retrieval.paraphrase_vectors"
    assert paraphrases.VECTORS.known(wanted[:3], "another embedder") == {}
    assert paraphrases.VECTORS.known(["never said", wanted[1]], MINILM_NAME).keys() == {wanted[1]}


def test_packing_vectors_keeps_their_directions() -> None:
    vectors = HashingEmbedder().embed(["one two three", "four five", "six"])

    rows = unpack_vectors(pack_vectors(vectors))

    assert np.allclose((vectors * rows).sum(axis=1), 1, atol=1e-3)


def test_a_topic_owns_its_sayings() -> None:
    sayings = paraphrases.make_sayings({"a": ["x", "y"], "b": ["z"]})

    assert (sayings.topics, sayings.sayings) == (("a", "b"), ("x", "y", "z"))
    assert sayings.starts.tolist() == [0, 2]


def _units(section_id: str) -> list[Passage]:
    catalogue: Catalogue = SEARCHER._catalogue()
    passages = [p for p in catalogue.passages.values() if p.section_id == section_id]
    return [p for p in passages if p.grain is not Grain.SECTION]

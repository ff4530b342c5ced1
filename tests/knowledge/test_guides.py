"""Guides and a document: linked, stored, found, and answered from."""

import pytest

from ingest.guides import GuideFile, with_guides
from ingest.outline import outline
from knowledge.answers.answerer import Answerer
from knowledge.answers.guide_answer import NOT_COVERED
from knowledge.guide_model import GuideSource, parts_of
from knowledge.guides.attach import attach_guides, guide_vectors
from knowledge.guides.library import (
    HERE,
    load_library,
    read_sources,
    rendered,
    shipped_documents,
    texts,
)
from knowledge.guides.library import VECTORS as SHIPPED
from knowledge.guides.review import guessing, repeated_questions
from knowledge.lexicon.lexicon import Lexicon
from knowledge.library import Library
from knowledge.model import Answer, Outline, Turn
from knowledge.ports import Embedder
from knowledge.retrieval.searcher import Searcher
from tests.conftest import SKILLS
from tests.fakes.knowledge import HashingEmbedder, MemoryIndex

GUIDED = sorted(SKILLS.with_suffix(".guides").rglob("*.md"))


def document() -> Outline:
    """The user's document with its guides, not yet linked."""
    files = tuple(GuideFile(path, path.name, path.read_bytes()) for path in GUIDED)
    return with_guides(outline(SKILLS.read_text("utf-8"), SKILLS.name), files)


@pytest.fixture(scope="module")
def answerer(embedder: Embedder) -> Answerer:
    """The user's document with its guides and the library, over the real model."""
    library = Library(MemoryIndex(), embedder)
    library.add(attach_guides(document(), embedder).outline, "1")
    return Answerer(
        Searcher(library.index, embedder, library.catalogue, Lexicon.load()), Lexicon.load()
    )


class TestLibrary:
    """What ships."""

    def test_the_compiled_files_are_up_to_date(self, embedder: Embedder) -> None:
        guides = read_sources()
        assert (HERE / "library.json").read_text("utf-8") == rendered(guides), (
            "run python -m knowledge.guides.library"
        )
        wanted = texts((*guides, *shipped_documents()))
        known = SHIPPED.known(wanted, embedder.name)
        assert known.keys() == set(wanted), "run python -m knowledge.guides.library"

    def test_it_holds_concepts_and_ideas_beneath_them(self) -> None:
        library = load_library()
        ideas = [guide for guide in library if guide.belongs_to]
        assert len(ideas) >= 60
        assert len(library) - len(ideas) >= 200
        assert all(guide.decisions and guide.exercise and guide.questions for guide in library)

    def test_every_idea_lies_beneath_a_skill_of_the_backend_document(self) -> None:
        skills = {skill.text for skill in document().skills}
        sections = {section.title for section in document().sections}
        for guide in load_library():
            if guide.belongs_to:
                assert set(guide.belongs_to) <= skills | sections, guide.title

    def test_its_questions_cannot_be_guessed(self, embedder: Embedder) -> None:
        guides = (*load_library(), *document().guides)
        guessed = guessing([q for guide in guides for q in guide.questions], embedder)
        assert guessed.questions >= 700
        assert guessed.longest <= 0.4
        assert guessed.nearest <= 0.4


class TestOwnGuides:
    """Guides beside the user's document."""

    def test_every_skill_has_a_whole_guide(self) -> None:
        made = document()
        by_title = {guide.title: guide for guide in made.guides}
        assert {skill.text for skill in made.skills} == by_title.keys()
        for guide in by_title.values():
            assert len(guide.decisions) >= 6, guide.title
            assert len(guide.questions) >= 3, guide.title
            assert len(guide.levels) == 4, guide.title
            assert guide.exercise is not None
            assert 15 <= guide.exercise.minutes <= 40
            assert guide.reading, guide.title
            assert guide.beliefs, guide.title
        assert list(repeated_questions(made.guides)) == []

    def test_links_and_vectors_are_kept_and_only_what_is_new_is_embedded(self) -> None:
        embedder = HashingEmbedder()
        first = attach_guides(document(), embedder).outline
        vectors = guide_vectors(first)
        assert vectors is not None
        assert len(vectors) == sum(len(parts_of(guide)) for guide in first.guides)
        again = attach_guides(document(), embedder, first)
        assert again.outline == first
        assert again.vectors == {}

    def test_a_draft_stays_unused(self) -> None:
        draft = b"---\nstatus: draft\n---\n## Caching\n\nWhat it is.\n"
        made = with_guides(
            outline("# A\n## B\n- Caching\n", "a.md"), (GuideFile(SKILLS, "a", draft),)
        )
        assert made.guides == ()


class TestAnswers:
    """What a learner reads."""

    def test_the_verdict_opens_and_document_and_guide_are_cited_apart(
        self, answerer: Answerer
    ) -> None:
        answer = answerer.answer("Is it OK for two microservices to share a database?")
        assert not answer.refused
        assert "shouldn't share" in answer.headline
        assert [c.guide is None for c in answer.citations] == [True, False]
        assert len(answer.text.split()) <= 180

    @pytest.mark.parametrize(
        ("question", "words"),
        [
            ("How do I version an API?", "version"),
            ("Redis or Memcached?", "Redis"),
            ("How do I stop two people from buying the last item?", "stock"),
            ("is MD5 ok for passwords?", "Argon2id"),
            ("what is a circuit breaker", "breaker"),
        ],
    )
    def test_common_questions_are_decided(
        self, answerer: Answerer, question: str, words: str
    ) -> None:
        answer = answerer.answer(question)
        assert not answer.refused, answer.text
        assert words.casefold() in answer.text.casefold()
        assert "also lists" not in answer.text

    def test_several_questions_are_each_answered(self, answerer: Answerer) -> None:
        answer = answerer.answer(
            "How do I version an API? And where do I store a JWT in the browser?"
        )
        assert [point.text[:2] for point in answer.points] == ["1.", "2."]
        assert "cookie" in answer.text

    def test_each_source_of_several_answers_has_its_own_number(self, answerer: Answerer) -> None:
        answer = answerer.answer(
            "jwt in localStorage or cookie, and if cookie do I need csrf tokens, "
            "and does cors protect me then?"
        )
        numbers = [citation.number for citation in answer.citations]
        assert numbers == list(range(1, len(numbers) + 1))
        assert {point.citation for point in answer.points} == set(numbers)
        assert [point.text[:2] for point in answer.points] == ["1.", "2.", "3."]

    @pytest.mark.parametrize(
        "question",
        [
            "What should I learn about Testing Frameworks?",
            "Where do I start with Testing Frameworks?",
            "What does Testing Frameworks cover?",
            "How do I get better at Testing Frameworks?",
        ],
    )
    def test_a_section_is_taught_in_the_order_of_its_skills(
        self, answerer: Answerer, question: str
    ) -> None:
        answer = answerer.answer(question)
        assert answer.headline == "Start with Unit testing and mocking frameworks."
        assert len(answer.points) == 3
        assert "Try it, " in answer.closing
        assert [c.number for c in answer.citations] == [1, 2, 3, 4, 5]

    def test_the_library_says_that_the_documents_do_not_cover_it(self, answerer: Answerer) -> None:
        answer = answerer.answer("I'm in my 30s, is it too late to become a developer?")
        assert (answer.refused, answer.from_library, answer.note) == (True, True, NOT_COVERED)
        assert answer.citations[-1].guide_source is GuideSource.LIBRARY

    def test_what_nobody_wrote_down_is_refused(self, answerer: Answerer) -> None:
        answer = answerer.answer("What's the best skateboard for beginners?")
        assert (answer.refused, answer.from_library, answer.points) == (True, False, ())

    def test_follow_ups_stay_with_the_topic(self, answerer: Answerer) -> None:
        question = "How do I stop two people from buying the last item?"
        first = answerer.answer(question)
        history = [Turn("person", question), Turn("coach", first.text)]

        def then(text: str) -> Answer:
            return answerer.answer(text, history)

        assert then("why?").guide_id == first.guide_id
        assert then("why?").text != first.text
        assert then("give me an example").guide_id == first.guide_id
        assert len(then("shorter please").text) < len(first.text)
        assert then("tell me more").guide_id == first.guide_id

"""The composition root: builds the app from settings. Tests call it with in-memory fakes."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import Settings
from knowledge.model import Answer, Catalogue, Match, Turn

if TYPE_CHECKING:
    from bot.metrics import Metrics
    from knowledge.answers.answerer import Answerer
    from knowledge.answers.recall_question import Questioner
    from knowledge.answers.written_answer import AnswerWriter
    from knowledge.chat import LangChainChat
    from knowledge.goals.goals import Goals
    from knowledge.guide_model import Guide
    from knowledge.lexicon.lexicon import Lexicon
    from knowledge.library import Library
    from knowledge.ports import ChatModel, Embedder, PassageIndex
    from knowledge.skill_matcher import SkillMatcher


@dataclass(frozen=True)
class KnowledgeService:
    """The knowledge core, ready to use. All but `written` blocks: call it from a thread."""

    library: Library
    answerer: Answerer
    matcher: SkillMatcher
    goals: Goals
    embedder: Embedder
    metrics: Metrics | None = None
    writer: AnswerWriter | None = None
    """Rewrites answers with a chat model, if one is set."""
    asker: Questioner | None = None
    """Writes recall questions with a chat model, if one is set."""

    def answer(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer a question with sentences from the documents, and count it in the metrics."""
        started = time.perf_counter()
        answer = self.answerer.answer(question, history)
        if self.metrics:
            self.metrics.answer_seconds.observe(time.perf_counter() - started)
            self.metrics.answers.labels("refused" if answer.refused else "answered").inc()
        return answer

    async def written(self, question: str) -> Answer:
        """Answer in the chat model's words; without a model, or if it fails, from the documents."""
        answer = self.answer(question)
        if self.writer is not None:
            async for step in self.writer.write(answer):
                answer = step if isinstance(step, Answer) else answer
        return answer

    def match(self, phrase: str) -> Match:
        """Return the skills a phrase means."""
        return self.matcher.match(phrase)

    def match_all(self, phrases: Sequence[str]) -> tuple[Match, ...]:
        """Return the skills that each phrase means, each taken as one thing."""
        return self.matcher.match_all(phrases)

    def weigh(self, goal: str) -> Mapping[str, float]:
        """Return skill id -> how well it serves the goal; empty if no skill does."""
        return self.goals.weigh(goal)

    def guides_of(self, skill_id: str) -> Sequence[Guide]:
        """Return the guides to a skill, the team's own first."""
        return self.answerer.guides.of_skill(skill_id)

    def guide(self, guide_id: str) -> Guide | None:
        """Return a guide by its id; None once it is gone."""
        return self.answerer.guides.guides.get(guide_id)

    def guide_on(self, topic: str) -> Guide | None:
        """Return the guide with questions that is nearest to a topic; None where none is near."""
        return self.answerer.guide_on(topic)

    def catalogue(self) -> Catalogue:
        """Return the documents currently in the library."""
        return self.library.catalogue()

    def warm_up(self) -> None:
        """Load models, store and lexicon, so that the first question doesn't wait for them."""
        self.answerer.answer("What is ready?")

    def close(self) -> None:
        """Close the store."""
        self.library.close()


def build_embedder(settings: Settings) -> Embedder:
    """Return the packaged MiniLM, or the model named in the settings. Loads nothing yet.

    MiniLM runs on ONNX Runtime if set-up has exported it, else on sentence-transformers. The
    vectors are the same.
    """
    from knowledge.embeddings.onnx_embedder import OnnxMiniLM, checksum_path, exported_path
    from knowledge.embeddings.sentence_transformers_embedder import (
        MiniLM,
        SentenceTransformersEmbedder,
    )

    if settings.coach_embedding_model:
        return SentenceTransformersEmbedder(settings.coach_embedding_model)
    exported = exported_path()
    if checksum_path(exported).exists():
        return OnnxMiniLM(exported, settings.coach_data_dir / "export-verified")
    return MiniLM(settings.coach_data_dir / "model-verified")


def build_index(settings: Settings, embedder: Embedder) -> PassageIndex:
    """Return the Chroma index: on a server if one is set, else embedded in the data folder."""
    from knowledge.store.chroma import ChromaIndex
    from knowledge.store.chroma_connection import ChromaFolder, ChromaServer

    if settings.coach_chroma_url:
        return ChromaIndex(ChromaServer(settings.coach_chroma_url), embedder.name)
    return ChromaIndex(ChromaFolder(chroma_folder(settings)), embedder.name)


def chroma_folder(settings: Settings) -> Path:
    """Return the folder of embedded Chroma."""
    return settings.coach_data_dir / "chroma"


def store_version(settings: Settings) -> str | None:
    """Return a stamp of embedded Chroma's current state, without opening it; None for a server."""
    from knowledge.store.chroma_connection import store_stamp

    return None if settings.coach_chroma_url else store_stamp(chroma_folder(settings))


def build_library(settings: Settings) -> Library:
    """Return the library alone, for ingest."""
    from knowledge.library import Library

    embedder = build_embedder(settings)
    return Library(build_index(settings, embedder), embedder)


def build_knowledge(
    index: PassageIndex,
    embedder: Embedder,
    metrics: Metrics | None = None,
    chat: ChatModel | None = None,
) -> KnowledgeService:
    """Build the knowledge core. Without ``chat``, answers are composed from the passages."""
    from threadpoolctl import threadpool_limits

    from knowledge.answers.answerer import Answerer
    from knowledge.goals.goals import Goals
    from knowledge.lexicon.lexicon import Lexicon
    from knowledge.library import Library
    from knowledge.retrieval.searcher import Searcher
    from knowledge.skill_matcher import SkillMatcher

    # numpy's own threads don't help on matrices this small, and their busy waiting keeps cores from
    # the embedding model: it cost a third of the time to an answer.
    threadpool_limits(1, "blas")
    library, lexicon = Library(index, embedder), Lexicon.load()
    searcher = Searcher(index, embedder, library.catalogue, lexicon)
    answerer = Answerer(searcher, lexicon)
    matcher = SkillMatcher(searcher)
    goals = Goals(searcher, embedder, library.catalogue)
    writer = build_writer(answerer, chat, lexicon) if chat else None
    asker = build_asker(chat) if chat else None
    return KnowledgeService(library, answerer, matcher, goals, embedder, metrics, writer, asker)


def build_writer(answerer: Answerer, chat: ChatModel, lexicon: Lexicon) -> AnswerWriter:
    """Return the writer that puts answers into the model's words. Rejected answers are logged."""
    import structlog

    from knowledge.answers.written_answer import AnswerWriter

    log = structlog.get_logger(__name__)
    return AnswerWriter(
        answerer, chat, lexicon, failed=lambda why: log.warning("written_answer_rejected", why=why)
    )


def build_asker(chat: ChatModel) -> Questioner:
    """Return the writer of recall questions in the model's words. Rejected questions are logged."""
    import structlog

    from knowledge.answers.recall_question import Questioner

    log = structlog.get_logger(__name__)
    return Questioner(chat, failed=lambda why: log.warning("written_question_rejected", why=why))


def build_chat(settings: Settings) -> LangChainChat | None:
    """Return the chat model in the settings, or None. Nothing is imported or called yet."""
    from knowledge.chat import LangChainChat

    return LangChainChat(settings.coach_chat_model) if settings.coach_chat_model else None


def open_knowledge(settings: Settings, metrics: Metrics | None = None) -> KnowledgeService:
    """Build the knowledge core described by the settings.

    Raises:
        CoachError: the chat model or the store can't be used.
    """
    embedder, chat = build_embedder(settings), build_chat(settings)
    if chat:
        chat.open()
    return build_knowledge(build_index(settings, embedder), embedder, metrics, chat)

"""The composition root: settings in, a running coach out. Tests call it with twins."""

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
    from knowledge.answers.written_answer import Grounded
    from knowledge.chat import LangChainChat
    from knowledge.goals.goals import Goals
    from knowledge.lexicon.lexicon import Lexicon
    from knowledge.library import Library
    from knowledge.ports import ChatModel, Embedder, PassageIndex
    from knowledge.skill_matcher import Matcher


@dataclass(frozen=True)
class KnowledgeService:
    """The knowledge core, ready to use. All of it blocks: call it from a thread."""

    library: Library
    answerer: Answerer
    matcher: Matcher
    goals: Goals
    embedder: Embedder
    metrics: Metrics | None = None
    writer: Grounded | None = None
    """Puts answers into a chat model's words, where one is set."""
    asker: Questioner | None = None
    """Writes recall questions, where a chat model is set."""

    def answer(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """The one path of `coach ask` and the bot."""
        started = time.perf_counter()
        answer = self.answerer.answer(question, history)
        if self.metrics:
            self.metrics.answer_seconds.observe(time.perf_counter() - started)
            self.metrics.answers.labels("refused" if answer.refused else "answered").inc()
        return answer

    async def written(self, question: str) -> Answer:
        """The same in the chat model's words, where there is one and it does well."""
        answer = self.answer(question)
        if self.writer is not None:
            async for step in self.writer.write(answer):
                answer = step if isinstance(step, Answer) else answer
        return answer

    def match(self, phrase: str) -> Match:
        """The skills a phrase means."""
        return self.matcher.match(phrase)

    def weigh(self, goal: str) -> Mapping[str, float]:
        """Skill id -> how much it serves a goal in free words; nothing where none does."""
        return self.goals.weigh(goal)

    def catalogue(self) -> Catalogue:
        """What the library holds now."""
        return self.library.catalogue()

    def warm_up(self) -> None:
        """Loads models, store and lexicon, so that the first question waits for none of them."""
        self.answerer.answer("What is ready?")

    def close(self) -> None:
        """Closes the store."""
        self.library.close()


def build_embedder(settings: Settings) -> Embedder:
    """The packaged MiniLM, or another sentence-transformers model. Loads nothing yet.

    MiniLM runs on ONNX Runtime where set-up has exported it, else on sentence-transformers: the
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
    """Chroma as a server, or embedded in the data folder."""
    from knowledge.store.chroma import ChromaIndex
    from knowledge.store.chroma_connection import ChromaFolder, ChromaServer

    if settings.coach_chroma_url:
        return ChromaIndex(ChromaServer(settings.coach_chroma_url), embedder.name)
    return ChromaIndex(ChromaFolder(chroma_folder(settings)), embedder.name)


def chroma_folder(settings: Settings) -> Path:
    """Where embedded Chroma keeps its files."""
    return settings.coach_data_dir / "chroma"


def store_version(settings: Settings) -> str | None:
    """Names the present state of embedded Chroma without opening it; None for a server."""
    from knowledge.store.chroma_connection import store_stamp

    return None if settings.coach_chroma_url else store_stamp(chroma_folder(settings))


def build_library(settings: Settings) -> Library:
    """The library alone, for ingest."""
    from knowledge.library import Library

    embedder = build_embedder(settings)
    return Library(build_index(settings, embedder), embedder)


def build_knowledge(
    index: PassageIndex,
    embedder: Embedder,
    metrics: Metrics | None = None,
    chat: ChatModel | None = None,
) -> KnowledgeService:
    """The knowledge core over any index, embedder and chat model (none: answers are composed)."""
    from threadpoolctl import threadpool_limits

    from knowledge.answers.answerer import Answerer
    from knowledge.goals.goals import Goals
    from knowledge.lexicon.lexicon import Lexicon
    from knowledge.library import Library
    from knowledge.retrieval.searcher import Searcher
    from knowledge.skill_matcher import Matcher

    # numpy's own threads gain nothing on matrices of this size, and their busy waiting takes the
    # cores from the embedding: a third of the time from question to answer.
    threadpool_limits(1, "blas")
    library, lexicon = Library(index, embedder), Lexicon.load()
    searcher = Searcher(index, embedder, library.catalogue, lexicon)
    answerer, matcher = Answerer(searcher, lexicon), Matcher(searcher)
    goals = Goals(searcher, embedder, library.catalogue)
    writer = build_writer(answerer, chat, lexicon) if chat else None
    asker = build_asker(chat) if chat else None
    return KnowledgeService(library, answerer, matcher, goals, embedder, metrics, writer, asker)


def build_writer(answerer: Answerer, chat: ChatModel, lexicon: Lexicon) -> Grounded:
    """Answers in the model's words; why one was not used goes to the log."""
    import structlog

    from knowledge.answers.written_answer import Grounded

    log = structlog.get_logger(__name__)
    return Grounded(answerer, chat, lexicon, failed=lambda why: log.warning("composed", why=why))


def build_asker(chat: ChatModel) -> Questioner:
    """Recall questions in the model's words; why one was not used goes to the log."""
    import structlog

    from knowledge.answers.recall_question import Questioner

    log = structlog.get_logger(__name__)
    return Questioner(chat, failed=lambda why: log.warning("own question", why=why))


def build_chat(settings: Settings) -> LangChainChat | None:
    """The chat model of the settings; nothing is imported or asked yet."""
    from knowledge.chat import LangChainChat

    return LangChainChat(settings.coach_chat_model) if settings.coach_chat_model else None


def open_knowledge(settings: Settings, metrics: Metrics | None = None) -> KnowledgeService:
    """The knowledge core as the settings name it."""
    embedder, chat = build_embedder(settings), build_chat(settings)
    if chat:
        chat.open()
    return build_knowledge(build_index(settings, embedder), embedder, metrics, chat)

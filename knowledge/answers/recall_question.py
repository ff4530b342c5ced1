"""A recall question written by a chat model, used only if the document supports it."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from knowledge.answers.sentence_claims import telling
from knowledge.answers.sources import PASSAGE, PromptSource, visible, without_orders
from knowledge.answers.verify import SentenceFault, Verifier
from knowledge.errors import CoachError
from knowledge.model import Catalogue, Citation, Section, Skill
from knowledge.ports import ChatModel
from knowledge.prompt import prompt, whole_reply

SECONDS = 15.0
"""For the whole reply: the document's own question is ready."""
LONGEST_REPLY = 4_000
SHORTEST_QUESTION, LONGEST_QUESTION = 15, 300
LONGEST_OPTION = 120
WRONG = (2, 3)
"""How many wrong options there may be."""
MOST_LINES = 12
"""Lines of the section, and of other sections, that the model is shown."""

_HARMLESS = frozenset({None, SentenceFault.UNSUPPORTED})
"""What may be said of a question: it is to be in other words than the line."""
_FOREIGN = frozenset({SentenceFault.UNSUPPORTED, SentenceFault.NAME, SentenceFault.NUMBER})
"""What has to be said of a wrong option: the section does not hold it."""
_ACTS = (
    "Systems send, post, publish, message, transfer, run, execute, install, open, join, grant, "
    "approve, stop, skip, ignore, avoid, remove, delete, disable, instead and without."
)
"""What a question may tell of though the document does not: in a claim such words turn it round or
call for an act, in a question they describe what happens."""
_TO_THE_READER = re.compile(r"\b(?:please|your|yours|me|us)\b", re.I)
_CATCH_ALL = re.compile(r"\b(?:all|none|both|neither|any) of (?:the|these|them|those)\b", re.I)


@dataclass(frozen=True, slots=True)
class Written:
    """A question, its right answer (which is in the section), and two or three wrong ones."""

    text: str
    right: str
    wrong: tuple[str, ...]


class Questioner:
    """Asks a chat model for one question at a time. Safe to share between tasks.

    ``failed`` is called with the reason if a question can't be used, for logs.
    """

    def __init__(
        self,
        chat: ChatModel,
        *,
        seconds: float = SECONDS,
        failed: Callable[[str], None] = lambda _why: None,
    ) -> None:
        self._chat = chat
        self._seconds = seconds
        self._failed = failed

    async def ask(self, skill: Skill, catalogue: Catalogue) -> Written | None:
        """Return a question about the skill's line; None if the model gives no usable one."""
        section = catalogue.sections[skill.section_id]
        lines = _lines([skill, *(s for s in catalogue.skills_of(section.id) if s != skill)])
        if not lines or lines[:1] != _lines([skill]):
            return None
        try:
            reply = await whole_reply(
                self._chat,
                rules(),
                _data(section, lines, catalogue),
                seconds=self._seconds,
                characters=LONGEST_REPLY,
            )
        except TimeoutError:
            self._failed("question_timed_out")
        except CoachError as error:
            self._failed(str(error))
        else:
            source = _source(skill, section, lines, catalogue)
            written = checked(reply, source, _told_elsewhere(section, catalogue))
            if written is None:
                self._failed("question_not_supported")
            return written
        return None


def checked(reply: str, source: PromptSource, elsewhere: frozenset[str]) -> Written | None:
    """Return the question in a reply; None unless it is safe and the source supports it.

    The right answer has to be made of the source's words, and no wrong one may be: at least half of
    what each tells has to be among ``elsewhere``, the stems that the other sections tell.
    """
    written = _read(reply)
    if written is None or not _is_well_formed(written):
        return None
    asking = replace(source, texts=(*source.texts, _ACTS))
    is_fit = (
        _fault(written.text, asking) in _HARMLESS
        and bool(telling(written.right))
        and _fault(written.right, source) is None
        and all(_fault(each, source) in _FOREIGN for each in written.wrong)
        and all(_is_from(each, elsewhere) for each in written.wrong)
    )
    return written if is_fit else None


def _fault(text: str, source: PromptSource) -> SentenceFault | None:
    return Verifier([source], {}, rules()).check(f"{text} [{source.citation.number}]").fault


def _is_from(option: str, elsewhere: frozenset[str]) -> bool:
    told = telling(option)
    return bool(told) and 2 * len(told & elsewhere) >= len(told)


def _is_well_formed(written: Written) -> bool:
    options = (written.right, *written.wrong)
    told = {telling(option) for option in options}
    return (
        SHORTEST_QUESTION <= len(written.text) <= LONGEST_QUESTION
        and WRONG[0] <= len(written.wrong) <= WRONG[1]
        and len(told) == len(options)
        and all(0 < len(each) <= LONGEST_OPTION and "[" not in each for each in options)
        and "[" not in written.text
        and not _TO_THE_READER.search(written.text)
        and not any(_CATCH_ALL.search(each) for each in (written.text, *options))
        and not telling(written.right) <= telling(written.text)
    )


def _read(reply: str) -> Written | None:
    try:
        told: Any = json.loads(reply[reply.index("{") : reply.rindex("}") + 1])
        question, right, wrong = told["question"], told["right"], told["wrong"]
    except (ValueError, KeyError, RecursionError):
        return None
    if not isinstance(wrong, list) or not _are_texts((question, right, *wrong)):
        return None
    # The marks that nobody sees stay in, for the verifier to find.
    return Written(_line(question), _line(right), tuple(_line(each) for each in wrong))


def _are_texts(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) for value in values)


def _line(text: str) -> str:
    return " ".join(text.split()).rstrip(".")


def _lines(skills: Sequence[Skill]) -> tuple[str, ...]:
    """Return the lines a model may read, without those that look like instructions."""
    cleaned = (without_orders(visible(skill.text)[:PASSAGE]) for skill in skills[:MOST_LINES])
    return tuple(_line(text) for text in cleaned if text)


def _data(section: Section, lines: Sequence[str], catalogue: Catalogue) -> str:
    """Return the message for the model: JSON, so that no text can escape its field."""
    outlines = (o for o in catalogue.outlines if o.document.id == section.document_id)
    others = [s for o in outlines for s in o.skills if s.section_id != section.id]
    spread = others[:: max(1, len(others) // MOST_LINES)]
    document = catalogue.documents[section.document_id]
    told = {
        "document": without_orders(visible(document.title)),
        "section": without_orders(visible(section.title)),
        "line": lines[0],
        "lines": lines[1:],
        "elsewhere": _lines(spread),
    }
    return json.dumps(told, ensure_ascii=False)


def _told_elsewhere(section: Section, catalogue: Catalogue) -> frozenset[str]:
    """Return the stems of the titles and lines of the document's other sections."""
    outline = next(o for o in catalogue.outlines if o.document.id == section.document_id)
    titles = (each.title for each in outline.sections if each.id != section.id)
    lines = (skill.text for skill in outline.skills if skill.section_id != section.id)
    return telling("\n".join((*titles, *lines)))


def _source(
    skill: Skill, section: Section, lines: tuple[str, ...], catalogue: Catalogue
) -> PromptSource:
    document = catalogue.documents[section.document_id]
    citation = Citation(1, document, section, "", skill.text)
    return PromptSource(citation, visible(document.title), (visible(section.title),), lines)


def rules() -> str:
    """The system prompt."""
    return prompt("question")

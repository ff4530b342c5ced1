"""Pages of a person's skills are within Slack's limits and escaped, whatever the documents."""

from collections.abc import Callable
from time import perf_counter

import pytest

from bot.coaching.learning.entries import Entry, EntryKind, Level, own_id
from bot.coaching.learning.learner_state import LearnerState, fold_log
from bot.coaching.learning.progress import LearnerProgress, compute_progress
from bot.coaching.suggestions.suggest import Suggestion, suggest
from bot.slack.api.blocks import Message, parts
from bot.slack.api.modal import message_modal
from bot.slack.home.view import home_view
from bot.slack.learning.views_edit import Editing, edit_modal, unpack
from bot.slack.learning.views_history import history_message
from bot.slack.learning.views_section import (
    evidence_link,
    listed_message,
    removed_notice,
    section_message,
)
from bot.slack.learning.views_skills import GONE, OWN, overview_message, shared_message
from bot.slack.privacy.settings_view import settings_modal
from bot.slack.privacy.views import forget_question, forgotten_message
from ingest.outline import outline
from knowledge.model import Catalogue
from sandbox.blocks import check_blocks, check_view
from tests.bot.message_checks import (
    active_parts,
    any_words,
    assert_message_passes,
    assert_view_passes,
)
from tests.bot.samples import HOSTILE, catalogue_of, outline_of
from tests.conftest import SKILLS

REAL = Catalogue((outline(SKILLS.read_text("utf-8"), SKILLS.name),))
LARGE = catalogue_of(
    *(
        outline_of(f"Document {d}", [f"Section {d}.{s}" for s in range(50)], ["A", "B", "C", "D"])
        for d in range(5)
    )
)
"""1,000 skills in 250 sections."""


def logged(catalogue: Catalogue, words: str = "") -> list[Entry]:
    """Return entries for every skill, an own skill and a deleted one, with every field set."""
    ids = [*catalogue.skills, own_id(words), "left"]
    return [
        Entry(
            id=f"e{n}",
            workspace="T1",
            person="U1",
            at=float(n),
            kind=EntryKind.LEARNED,
            skill_id=skill_id,
            skill=words or skill_id,
            level=Level(n % 4 + 1),
            evidence=words,
            note=words,
            words=words,
            wish=True,
        )
        for n, skill_id in enumerate(ids)
    ]


def sample(words: str) -> tuple[Catalogue, LearnerState, LearnerProgress]:
    """Return documents with these words everywhere, and a person who logged all skills."""
    catalogue = catalogue_of(outline_of(words, [words] * 15, [words] * 10))
    learner = fold_log(logged(catalogue, words), catalogue)
    return catalogue, learner, compute_progress(learner, catalogue)


def goal(words: str) -> LearnerState:
    """Return a person whose goal is these words."""
    return fold_log([Entry("g", "T1", "U1", 1.0, EntryKind.GOAL, words=words)], Catalogue())


def suggested(catalogue: Catalogue, words: str) -> list[Suggestion]:
    """Return three suggestions with these words as their reason."""
    skills = list(catalogue.skills.values())[:3]
    return [Suggestion(s, catalogue.sections[s.section_id], words) for s in skills]


MESSAGES: dict[str, Callable[[str], Message]] = {
    "overview": lambda words: overview_message(sample(words)[2], 1, chart=True),
    "section": lambda words: section_message(
        sample(words)[2].sections[0], 0, removed_notice(words, "e")
    ),
    "nothing known": lambda words: section_message(
        compute_progress(LearnerState(), sample(words)[0]).sections[0],
        shown_by=dict.fromkeys(sample(words)[0].skills, words),
    ),
    "own": lambda words: listed_message(OWN, sample(words)[2]),
    "gone": lambda words: listed_message(GONE, sample(words)[2]),
    "history": lambda words: history_message(sample(words)[1].history, {"e1", "e2"}, 1),
    "skill's history": lambda words: history_message(sample(words)[1].history, set(), 0, "s"),
}
VIEWS: dict[str, Callable[[str], dict[str, object]]] = {
    "home": lambda words: home_view(*sample(words)[:2], suggested(sample(words)[0], words), 1),
    "home with a goal": lambda words: home_view(sample(words)[0], goal(words)),
    "settings": lambda words: settings_modal(goal(words), words[:100]),
    "edit": lambda words: edit_modal(sample(words)[2].own[0], Editing("s", "t", "u")),
    "section": lambda words: message_modal(section_message(sample(words)[2].sections[0])),
}


@any_words
@pytest.mark.parametrize("view", MESSAGES)
def test_messages_are_valid_and_escaped(view: str, text: str) -> None:
    assert_message_passes(MESSAGES[view](text))


@any_words
@pytest.mark.parametrize("view", VIEWS)
def test_views_are_valid_and_escaped(view: str, text: str) -> None:
    assert_view_passes(VIEWS[view](text))


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: ascii(words[:12]))
def test_shared_skills_mention_only_their_person(words: str) -> None:
    for part in parts(shared_message("U1", sample(words)[2])):
        assert not check_blocks(list(part.blocks), "message")
        assert all("U1" in problem for problem in active_parts(part.text)) or words == HOSTILE[0]


@pytest.mark.parametrize("catalogue", [REAL, LARGE], ids=["64 skills", "1,000 skills"])
def test_home_fits_with_everything_logged_on_every_page(catalogue: Catalogue) -> None:
    learner = fold_log(logged(catalogue), catalogue)
    for page in range(0, 13, 4):
        view = home_view(catalogue, learner, suggest(learner, catalogue, {}, 1e9), page)
        assert not check_view(view)


def test_home_with_a_thousand_skills_builds_in_half_a_second() -> None:
    entries = logged(LARGE)[:600]
    home_view(LARGE, LearnerState())
    start = perf_counter()
    home_view(LARGE, fold_log(entries, LARGE), page=12)
    assert perf_counter() - start < 0.5


def test_the_pages_of_home_show_every_section_once() -> None:
    learner = fold_log(logged(LARGE), LARGE)
    seen = [str(home_view(LARGE, learner, page=page)) for page in range(13)]
    shown = [sum(f"*{s.title}* ·" in page for page in seen) for s in LARGE.sections.values()]
    assert shown == [1] * 250


@pytest.mark.parametrize(
    ("evidence", "linked"),
    [
        ("https://example.com/pr/1", True),
        ("javascript:alert(1)", False),
        ("https://x|y", False),
        ("https://x> <!channel>", False),
        ("API Development · Backend Skills", False),
    ],
)
def test_evidence_is_a_link_if_it_is_a_web_address(evidence: str, linked: bool) -> None:
    assert evidence_link(evidence).endswith("|evidence>") is linked


def test_forgetting_asks_for_confirmation() -> None:
    for message in (forget_question(), forgotten_message()):
        assert not check_blocks(list(message.blocks), "message")
    assert "'confirm':" in str(forget_question().blocks)


@pytest.mark.parametrize("metadata", ["", "{}", "[]", '{"skill_id": "s", "other": 1}', "null"])
def test_metadata_that_is_not_ours_is_refused(metadata: str) -> None:
    with pytest.raises(ValueError):
        unpack(metadata)


def test_metadata_round_trips() -> None:
    about = Editing("own:abc", "1.2.3", "https://hooks.example/x", "V1")
    assert unpack(about.pack()) == about

"""Messages and views of nudges are within Slack's limits and escaped, whatever the text."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.coaching.nudges.model import NO_PLAN, NOT_SURE, NextSkill, Nudge, NudgeKind, RecallAnswer
from bot.coaching.nudges.preferences import ALWAYS, Mode, Preferences
from bot.coaching.nudges.schedule import Schedule
from bot.coaching.recall.question import RecallQuestion
from bot.slack.api.blocks import Message, parts
from bot.slack.nudges.view import NOTHING_YET, nudge_message, why_message
from bot.slack.nudges.view_channel import here_message, not_yours_message, set_message
from bot.slack.nudges.view_prompt import which_message
from bot.slack.nudges.view_settings import FormContext, nudge_settings_modal
from bot.slack.nudges.view_state import home_blocks, state_message, welcome_message
from knowledge.model import Catalogue
from sandbox.blocks import check_blocks, check_view
from tests.bot.message_checks import any_words, assert_message_passes
from tests.bot.samples import catalogue_of, outline_of

KEY = "nudge:U0123456789ABCDEF:2030-01-07"
TUESDAY = 1_893_852_000.0
"""2030-01-05 at 14:00 UTC."""


def documents_with(text: str) -> Catalogue:
    """Return a document in which every title and skill is this text."""
    return catalogue_of(outline_of(text, [text], [text] * 30))


def nudge_with(kind: NudgeKind, text: str, catalogue: Catalogue) -> Nudge:
    """Return a nudge with every part, and this text wherever it has one."""
    skill = next(iter(catalogue.skills.values()))
    section = skill.section_id
    return Nudge(
        kind=kind,
        why=(text, text),
        zone="Europe/Lisbon",
        question=RecallQuestion("which", skill.id, section, text, (text, "B", text, "D"), 1, text),
        next=NextSkill(skill.id, text, section, text, text, text),
        slots=(TUESDAY, TUESDAY + 86_400, TUESDAY + 2 * 86_400),
        section_id=section,
        discuss=text,
        skills=tuple(catalogue.skills),
    )


def shown(
    kind: NudgeKind, answer: RecallAnswer = NOTHING_YET, **more: Any
) -> Callable[[str], Message]:
    """Return a function from a text to the message of a nudge with that text."""
    return lambda text: nudge_message(
        nudge_with(kind, text, documents_with(text)), KEY, documents_with(text), answer, **more
    )


def schedule(mode: Mode = Mode.ON, **settings: Any) -> Schedule:
    """Return a person's schedule."""
    wanted = Preferences(mode=mode, **settings)
    return Schedule("T", "U1", NudgeKind.WEEKLY, "U1", wanted, 0.0, TUESDAY, 0.0, "Europe/Lisbon")


PROMPT = replace(
    schedule(),
    kind=NudgeKind.PROMPT,
    subject="C1",
    preferences=replace(ALWAYS, weekday=1, zone="UTC"),
)
MESSAGES: dict[str, Callable[[str], Message]] = {
    **{kind.value: shown(kind) for kind in NudgeKind},
    "right": shown(NudgeKind.WEEKLY, RecallAnswer(1, True), again=TUESDAY),
    "wrong": shown(NudgeKind.WEEKLY, RecallAnswer(0, False), again=TUESDAY),
    "not sure": shown(NudgeKind.WEEKLY, RecallAnswer(NOT_SURE, False)),
    "planned": shown(NudgeKind.WEEKLY, RecallAnswer(planned=TUESDAY), reminding=True),
    "no plan": shown(NudgeKind.WEEKLY, RecallAnswer(planned=NO_PLAN)),
    "why": lambda text: why_message(nudge_with(NudgeKind.WEEKLY, text, documents_with(text))),
    "which": lambda text: which_message(tuple(documents_with(text).skills.values())),
    "state": lambda text: state_message(schedule(), text, text[:100]),
}


def buttons(message: Message) -> Iterator[dict[str, Any]]:
    """Yield every button and menu of a message."""
    for block in message.blocks:
        yield from block.get("elements", []) if block["type"] == "actions" else ()
        if "accessory" in block:
            yield block["accessory"]


def labels(message: Message) -> list[str]:
    return [each["text"]["text"] for each in buttons(message) if "text" in each]


@any_words
@pytest.mark.parametrize("view", MESSAGES)
def test_messages_are_valid_and_escaped(view: str, text: str) -> None:
    message = MESSAGES[view](text)
    updated = view not in ("why", "state")
    assert not updated or len(parts(message)) == 1, "a message that is updated in place must be one"
    assert_message_passes(message)


def test_an_empty_nudge_still_has_a_text() -> None:
    for kind in NudgeKind:
        message = nudge_message(Nudge(kind, ()), KEY, Catalogue())
        assert message.text
        assert not check_blocks(list(message.blocks), "message")


def test_short_options_are_buttons_and_long_ones_are_listed_with_letters() -> None:
    catalogue = documents_with("REST")
    nudge = nudge_with(NudgeKind.WEEKLY, "REST", catalogue)
    assert labels(nudge_message(nudge, KEY, catalogue))[:5] == [
        *("REST", "B", "REST", "D"),
        "Not sure, show me",
    ]
    long = "Rate limiting and throttling mechanisms"
    question = RecallQuestion("which", "s", "x", "Which?", ("Caching", long), 1, long)
    message = nudge_message(replace(nudge, question=question), KEY, catalogue)
    assert labels(message)[:3] == ["A", "B", "Not sure, show me"]
    assert f"*B*  {long}" in message.blocks[0]["text"]["text"]
    assert next(buttons(message))["accessibility_label"] == "A: Caching"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (RecallAnswer(1, True), "That's right"),
        (RecallAnswer(0, False), "easy to mix up"),
        (RecallAnswer(NOT_SURE, False), "Good that you looked"),
    ],
)
def test_an_answered_question_shows_the_right_answer_its_source_and_the_next_date(
    answer: RecallAnswer, words: str
) -> None:
    catalogue = documents_with("REST")
    nudge = replace(nudge_with(NudgeKind.WEEKLY, "REST", catalogue))
    message = nudge_message(nudge, KEY, catalogue, answer, again=TUESDAY)
    body = str(message.blocks)
    assert words in body
    assert "*B*" in message.blocks[0]["text"]["text"]
    assert "> REST" in body
    assert "From *REST* · REST" in body
    assert "around Saturday 5 January" in body
    assert not [b for b in buttons(message) if str(b.get("action_id")).startswith("nudge_answer")]


def test_slots_are_in_the_persons_time_zone() -> None:
    tokyo = replace(nudge_with(NudgeKind.WEEKLY, "REST", documents_with("REST")), zone="Asia/Tokyo")
    assert "Sat 23:00" in labels(nudge_message(tokyo, KEY, documents_with("REST")))
    nowhere = replace(tokyo, zone="Mars/Crater")
    assert "Sat 14:00" in labels(nudge_message(nowhere, KEY, documents_with("REST")))


def test_a_plan_shows_whether_a_reminder_is_set() -> None:
    planned = RecallAnswer(planned=TUESDAY)
    reminded = shown(NudgeKind.WEEKLY, planned, reminding=True)("REST")
    assert "Planned*: Saturday 14:00. I'll remind you then." in str(reminded.blocks)
    assert "No reminder" in labels(reminded)
    assert "Remind me" in labels(shown(NudgeKind.WEEKLY, planned)("REST"))
    assert "Remind me" not in labels(shown(NudgeKind.WEEKLY, RecallAnswer(planned=NO_PLAN))("REST"))


def test_a_prompt_has_only_its_own_buttons() -> None:
    message = shown(NudgeKind.PROMPT)("REST")
    assert {b["action_id"].split(":")[0] for b in buttons(message)} == {
        "prompt_learned",
        "prompt_more",
    }


@pytest.mark.parametrize("mode", list(Mode))
def test_the_state_has_the_buttons_that_make_sense(mode: Mode) -> None:
    message = state_message(schedule(mode, every=2), "The next nudge is due on Monday.")
    assert not check_blocks(list(message.blocks), "message")
    offered = labels(message)
    assert ("Pause" in offered) is (mode is Mode.ON)
    assert ("More often" in offered) is (mode is Mode.ON)
    assert ("Resume" in offered) is (mode is Mode.PAUSED)
    assert ("Turn on" in offered) is (mode not in (Mode.ON, Mode.PAUSED))
    assert ("is due" in message.text) is (mode is Mode.ON)


def test_the_welcome_offers_a_time_and_a_no() -> None:
    assert labels(welcome_message(schedule(Mode.ASKED))) == [
        "Yes, Mondays at 10:00",
        "Choose a time",
        "No, thanks",
    ]


def test_messages_about_a_channels_prompt_are_valid() -> None:
    for message in (
        set_message(PROMPT),
        not_yours_message(PROMPT),
        here_message(PROMPT, "Soon."),
        here_message(None, ""),
    ):
        assert not check_blocks(list(message.blocks), "message")
    assert not check_view({"type": "home", "blocks": home_blocks(schedule(), "Soon.")})


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"weekday": 6, "workdays": (6, 0, 1, 2, 3), "minute": 0, "opens": 0, "closes": 24 * 60},
        {"every": 99, "zone": "Europe/Lisbon", "reminders": False, "workdays": ()},
        {"holidays": (("2030-12-24", "2031-01-02"), ("2030-05-01", "2030-05-01"), ("x", "y"))},
        {"holidays": tuple((f"{year}-01-01", f"{year}-01-02") for year in range(2000, 2120))},
    ],
)
def test_settings_show_the_current_values(settings: dict[str, Any]) -> None:
    wanted = schedule(**settings).preferences
    modal = nudge_settings_modal(FormContext("https://x.example"), wanted, "UTC")
    assert not check_view(modal)
    assert ("24 Dec 2030 to 2 Jan 2031" in str(modal)) is ("2030-12-24" in str(settings))

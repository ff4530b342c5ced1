"""Which messages are questions for the coach."""

from typing import Any

import pytest

from bot.slack.answers.message_filter import is_follow_up, is_from_person, to_question
from bot.store.ports import Exchange

BOT = "U_BOT"


def event(text: str = "How?", **more: Any) -> dict[str, Any]:
    """Return a message event of Ana's in a channel."""
    message = {"type": "message", "user": "U_ANA", "channel": "C1", "ts": "2.0", "text": text}
    return message | more


def exchange(person: str = "U_ANA") -> Exchange:
    """Return the coach's first exchange in a thread."""
    return Exchange("T1", "C1", "1.0", "1.0", person, "Why?", "So.", "C1", ("1.5",), (), 1.0)


@pytest.mark.parametrize(
    ("more", "person"),
    [
        ({}, True),
        ({"subtype": None}, True),
        ({"subtype": "file_share"}, True),
        ({"subtype": "thread_broadcast"}, True),
        ({"subtype": "channel_join"}, False),
        ({"subtype": "message_changed"}, False),
        ({"subtype": "bot_message"}, False),
        ({"bot_id": "B1"}, False),
        ({"bot_profile": {"id": "B1"}}, False),
        ({"user": None}, False),
        ({"user": "USLACKBOT"}, False),
    ],
)
def test_only_people_are_answered(more: dict[str, Any], person: bool) -> None:
    assert is_from_person(event(**more)) is person


@pytest.mark.parametrize(
    ("text", "person", "askers", "follows"),
    [
        ("what else?", "U_ANA", ["U_ANA"], True),
        ("thanks", "U_ANA", ["U_ANA"], True),
        ("what else?", "U_BEN", ["U_ANA"], True),
        ("and caching", "U_BEN", ["U_ANA"], True),
        ("nice one", "U_BEN", ["U_ANA"], False),
        ("nice one", "U_BEN", ["U_ANA", "U_BEN"], True),
        ("<@U_CHI> what else?", "U_ANA", ["U_ANA"], False),
        (f"<@{BOT}> nice one", "U_BEN", ["U_ANA"], False),
        (f"<@{BOT}> and you, <@U_CHI>?", "U_ANA", ["U_ANA"], False),
        ("what else?", "U_ANA", [], False),
    ],
)
def test_follow_ups_in_a_thread(text: str, person: str, askers: list[str], follows: bool) -> None:
    thread = [exchange(asker) for asker in askers]
    assert is_follow_up(event(text, user=person), BOT, thread) is follows


@pytest.mark.parametrize(
    ("said", "addressed"),
    [
        (event("thanks"), False),
        (event("thanks", channel_type="im"), True),
        (event(f"<@{BOT}> REST"), True),
        (event("REST?"), True),
        (event("Show me REST"), True),
        (event("  explain REST"), True),
        (event("Islands in the sun"), False),
        (event(""), False),
    ],
)
def test_which_messages_are_addressed_to_the_coach(said: dict[str, Any], addressed: bool) -> None:
    assert to_question("T1", said, BOT).addressed is addressed


def test_the_reply_goes_into_the_questions_thread() -> None:
    assert to_question("T1", event(), BOT).thread_ts == "2.0"
    assert to_question("T1", event(thread_ts="1.0"), BOT).thread_ts == "1.0"


def test_a_mention_and_its_message_event_are_one_question() -> None:
    text = f"<@{BOT}> How?"
    mention = to_question("T1", event(text, type="app_mention", event_ts="2.0"), BOT)
    message = to_question("T1", event(text, channel_type="channel"), BOT)
    assert mention.key == message.key
    assert mention.text == message.text == "How?"

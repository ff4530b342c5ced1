"""What a message wants, without a model: cues, reports, and what never changes the meaning."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coaching.messages.classifier import examples
from bot.coaching.messages.intent import Intent, Place, Request
from bot.coaching.messages.reader import MOST, read_message


def intents(text: str, place: Place = Place.DM) -> list[Intent]:
    return [request.intent for request in read_message(text, place)]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Hi coach, I learned docker", Intent.LOG),
        ("learned k8s", Intent.LOG),
        ("I know Python and Flask well", Intent.LOG),
        ("we shipped event sourcing", Intent.LOG),
        ("can u mark me as done w/ health checks", Intent.LOG),
        ("docker, done ✅", Intent.LOG),
        ("I will learn graphql tomorrow", Intent.LOG),
        ("Anna learned OAuth", Intent.LOG),
        ("thanks, that helps!", Intent.THANKS),
        ("cool, makes sense", Intent.THANKS),
        ("👍", Intent.THANKS),
        ("What can you help me with?", Intent.HELP),
        ("help", Intent.HELP),
        ("how do I log a skill here?", Intent.HELP),
        ("what should I learn next?", Intent.NEXT),
        ("help me get better", Intent.NEXT),
        ("who knows kubernetes?", Intent.WHO),
        ("anyone here familiar with terraform?", Intent.WHO),
        ("quiz me on caching", Intent.QUIZ),
        ("give me a 4-week plan", Intent.PLAN),
        ("undo", Intent.UNDO),
        ("oops, take it back", Intent.UNDO),
        ("remove docker from my list", Intent.UNDO),
        ("how am I doing?", Intent.PROGRESS),
        ("my goal is to run my own service", Intent.GOAL),
        ("stop the nudges", Intent.SETTINGS),
        ("hide my skills", Intent.SETTINGS),
        ("show my skills", Intent.PROGRESS),
        ("How do I version an API?", Intent.ASK),
        ("docker", Intent.ASK),
        ("Where should I start learning?", Intent.NEXT),
        ("how do I undo a migration?", Intent.ASK),
        ("how do CDNs work?", Intent.ASK),
        ("whats the next step in oauth after the redirect comes back", Intent.ASK),
        ("who decides in a retry storm, the client or the gateway?", Intent.ASK),
        ("I deployed with docker but it crashes", Intent.ASK),
        ("not sure i get the diff between authn and authz", Intent.ASK),
    ],
)
def test_what_a_message_wants(text: str, intent: Intent) -> None:
    assert intents(text) == [intent]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("I learned docker. What next?", [Intent.LOG, Intent.NEXT]),
        ("morning! how am i doing and what should i do next", [Intent.PROGRESS, Intent.NEXT]),
        ("goal: lambda functions. make me a 3 week plan for it too", [Intent.GOAL, Intent.PLAN]),
        (
            "set up redis this morning. how do i choose a good ttl?",
            [Intent.LOG, Intent.ASK],
        ),
    ],
)
def test_several_things_in_one_message(text: str, wanted: list[Intent]) -> None:
    assert intents(text) == wanted


def test_context_belongs_to_its_question() -> None:
    asked = "We run two replicas. Orders are lost. What should I do?"
    assert read_message(asked, Place.DM) == (Request(Intent.ASK, asked),)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("docker", Intent.LOG),
        ("redis, rate limiting n db migrations", Intent.LOG),
        ("docker?", Intent.ASK),
        ("teach me rate limiting", Intent.ASK),
        ("undo", Intent.UNDO),
    ],
)
def test_after_the_command_a_name_is_a_report(text: str, intent: Intent) -> None:
    assert intents(text, Place.LEARNED) == [intent]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("quiz me on caching, please", "caching"),
        ("who knows Kubernetes?", "Kubernetes"),
        ("my goal is to become an SRE", "SRE"),
        ("remove docker from my list pls", "docker"),
        ("another quiz question please", ""),
    ],
)
def test_what_a_request_is_about(text: str, about: str) -> None:
    assert read_message(text, Place.DM)[0].text == about


REPORTS = st.sampled_from(
    [
        "learned docker",
        "I set up redis yesterday",
        "we shipped event sourcing",
        "finished the terraform course",
        "I did not learn docker",
        "What should I learn next?",
        "undo",
        "How do I version an API?",
    ]
)


@given(
    REPORTS,
    st.sampled_from(["Hi coach, ", "hey! ", "@coach ", "Good morning, ", "please ", ""]),
    st.sampled_from([" thanks!", " Thank you!", " please", " 🙏", " thx", ""]),
)
def test_courtesy_changes_nothing(text: str, before: str, after: str) -> None:
    assert intents(f"{before}{text}{after}") == intents(text)


@given(st.text(max_size=300), st.sampled_from(Place))
def test_any_text_wants_something(text: str, place: Place) -> None:
    assert 1 <= len(read_message(text, place)) <= MOST


HOSTILE = (
    *("a " * 20_000, "and " * 10_000, "I will " * 6_000, "who knows " * 4_000, "," * 40_000),
    *("that helps " * 3_000 + "x", "i need to " * 29 + "x", "give me a " * 29),
    *("it was so very " * 3_000, "what is next " * 3_000, "\n- " * 13_000, "(" * 40_000),
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_read_at_once(text: str) -> None:
    started = time.perf_counter()
    for place in Place:
        read_message(text, place)
    assert time.perf_counter() - started < 2.0


def test_every_intent_has_examples() -> None:
    found, texts = examples()
    assert set(found) == set(Intent)
    assert len(set(texts)) == len(texts)

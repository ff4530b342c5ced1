"""Preparing questions: cleaning, focus, spelling, shared words, small talk."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.retrieval.lexical import LexicalIndex
from knowledge.retrieval.question import MAX_LETTERS, clean, content_words, focus, read
from knowledge.retrieval.smalltalk import SmallTalk, kind_of
from knowledge.retrieval.spellcheck import Speller
from knowledge.text.stems import stem, stems

SPELLER = Speller(["Unit testing and mocking; message queues; GraphQL"], ["Kubernetes", "Django"])


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("  what\tis\n caching? ", "what is caching?"),
        ("ca\u200bch\u00ading\ufeff", "caching"),
        ("<@U123ABC> see <https://a.example/x|the docs> :tada:", "see the docs"),
        ("https://a.example/x?y=1", ""),
        ("🎉🎉", ""),
        ("\x00\x07", ""),
        ("ｃａｃｈｉｎｇ", "caching"),
    ],
)
def test_clean_keeps_only_visible_text(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


def test_a_long_text_is_cut_to_what_it_asks() -> None:
    text = f"{'We had a long day. ' * 60}How do we cache pages? {'So much for that. ' * 60}"

    assert focus(text) == "How do we cache pages?"


@given(st.text(max_size=9000))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_and_bounded(text: str) -> None:
    assert len(read(text)) <= MAX_LETTERS


def test_content_words_leave_out_function_words() -> None:
    assert content_words("What skills do I need to learn about node.js and C++?") == (
        "node.js",
        "c++",
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kuberntes", "kubernetes"),
        ("unti testing", "unit testing"),
        ("uint testing", "unit testing"),
        ("grahpql", "graphql"),
        ("mesage queues", "message queues"),
    ],
)
def test_typos_are_corrected(typed: str, meant: str) -> None:
    assert SPELLER.correct(typed) == meant


@pytest.mark.parametrize(
    "text",
    ["knitting", "SAML", "jira", "doesn't", "wie geht das", "unseren Dienst", "k8s", "weather"],
)
def test_right_foreign_and_short_words_stay(text: str) -> None:
    assert SPELLER.correct(text) == text


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_correction_never_fails_and_is_stable(text: str) -> None:
    mended = SPELLER.correct(text)

    assert len(mended) <= 2 * len(text) + 2


def test_stems_are_the_same_on_several_threads() -> None:
    words = [f"{word}{n}ings" for n in range(300) for word in ("cach", "queu", "deploy", "test")]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            found = list(threads.map(stem.__wrapped__, words))
    finally:
        sys.setswitchinterval(interval)
    assert found == [stem.__wrapped__(word) for word in words]


def test_stems_split_compounds_and_join_forms() -> None:
    assert stems("Auto-scaling queues") == stems("auto scaled queue")


def test_rare_words_weigh_more_than_common_ones() -> None:
    index = LexicalIndex(["web pages", "web caching", "web tests"])

    shares = index.coverage(["web", "caching"])

    assert shares.rows.tolist() == [0, 1, 2]
    first, second, third = shares.values[:, 0].tolist()
    assert second == 1.0
    assert first == third < 0.5


def test_unknown_words_lower_the_coverage() -> None:
    index = LexicalIndex(["web pages", "caching"])

    assert index.known(["caching"]) == 1.0
    assert 0 < index.known(["caching", "quince"]) < 1
    assert index.coverage(["quince"]).rows.tolist() == index.coverage([]).rows.tolist() == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("hi", SmallTalk.GREETING),
        ("Good morning, everyone!", SmallTalk.GREETING),
        ("hey coach, how are you", SmallTalk.GREETING),
        ("thanks a lot!", SmallTalk.THANKS),
        ("ok thanks", SmallTalk.THANKS),
        ("merci beaucoup", None),
        ("bye", SmallTalk.FAREWELL),
        ("help", SmallTalk.HELP),
        ("what can you do?", SmallTalk.HELP),
        ("Who are you?", SmallTalk.IDENTITY),
        ("are you a robot", SmallTalk.IDENTITY),
        ("happy birthday @lena 🎉", SmallTalk.REMARK),
        ("hi, how does caching work?", None),
        ("help with docker", None),
        ("good morning routines for databases", None),
        ("", None),
        ("tests", None),
    ],
)
def test_small_talk_is_distinguished_from_questions(text: str, kind: SmallTalk | None) -> None:
    assert kind_of(text) is kind

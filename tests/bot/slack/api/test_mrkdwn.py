"""Reading and writing Slack's markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.api.mrkdwn import escape, mentioned, plain, shorten
from sandbox.blocks import mrkdwn_problems

MARKUP = st.text(st.sampled_from("<>&@#!|^;lt gtamp\nU1\u200b\u202e"))


@given(MARKUP)
def test_escaped_text_has_no_mentions_or_links(text: str) -> None:
    assert not mrkdwn_problems(escape(text))


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_plain_reverses_escape(text: str) -> None:
    assert plain(escape(text)) == text.strip()


@given(MARKUP | st.text())
def test_plain_text_can_always_be_stored(text: str) -> None:
    meant = plain(text, "U1")
    assert "\0" not in meant
    meant.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("<@U_BOT> hello", "hello"),
        ("<@U_BOT|coach>: hello", ": hello"),
        ("ask <@U1|ana> and <@U2>", "ask @ana and @someone"),
        ("in <#C1|backend>, not <#C2>", "in #backend, not #a channel"),
        ("<!channel> <!subteam^S1|@team> look", "@team look"),
        (
            "<https://a.example|the guide> and <https://b.example>",
            "the guide and https://b.example",
        ),
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("&amp;lt;", "&lt;"),
        ("REST\0 API \ud800", "REST API"),
        ("", ""),
    ],
)
def test_plain_replaces_mentions_and_links(text: str, meant: str) -> None:
    assert plain(text, "U_BOT") == meant


def test_mentioned_finds_only_users() -> None:
    text = "<@U1> <@U2|ben> <#C1|backend> <!here> &lt;@U3&gt; <https://x.example>"
    assert mentioned(text) == {"U1", "U2"}


@given(st.text(), st.integers(1, 40))
def test_shortened_text_fits_and_keeps_its_start(text: str, most: int) -> None:
    short = shorten(text, most)
    assert len(short) <= most
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


def test_text_is_cut_between_words() -> None:
    assert shorten("Rate limiting and throttling", 16) == "Rate limiting…"
    assert shorten("Throttling" * 3, 16) == "ThrottlingThrot…"

"""What becomes active in mrkdwn, and that escaping turns all of it off."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.blocks import mrkdwn_problems

ACTIVE = [
    ("<!channel>", ["mentions <!channel>"]),
    ("<!here|here> and <!everyone>", ["mentions <!here>", "mentions <!everyone>"]),
    ("<@U123> <@U123|ana>", ["mentions <@U123>", "mentions <@U123>"]),
    ("<!subteam^S1|@backend>", ["mentions <!subteam^S1>"]),
    ("<#C1|general>", ["mentions <#C1>"]),
    ("<https://a.b|https://c.d>", ["links to https://a.b"]),
    ("<mailto:a@b.c|write>", ["links to mailto:a@b.c"]),
    ("see https://a.b/c", ["links to https://a.b/c"]),
    ("`<!here>`", ["mentions <!here>"]),
    ("<!date^1^{date}|then>", []),
    ("<!date^1^{date}^https://a.b|then>", ["links to https://a.b"]),
]
PASSIVE = [
    "",
    "@here @channel <> < > <a> 1 < 2 > 1",
    "&lt;!channel&gt; &lt;@U1&gt; &lt;https:x&gt;",
    "List<String> and <div>",
    "a <line\nbreak> within",
    "mail a@b.c, file c:/x, ratio 1:2",
]


@pytest.mark.parametrize("text, effects", ACTIVE)
def test_what_becomes_active_is_listed_in_order(text: str, effects: list[str]) -> None:
    assert [p.message for p in mrkdwn_problems(text)] == effects


@pytest.mark.parametrize("text", PASSIVE)
def test_plain_text_stays_plain(text: str) -> None:
    assert mrkdwn_problems(text) == []


@given(st.text(alphabet="<>!@#|^:&aUh/ \n`"))
def test_escaped_text_mentions_nobody(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert [p for p in mrkdwn_problems(escaped) if p.message.startswith("mentions")] == []

"""Reads and writes Slack's markup (mrkdwn)."""

import re

# A mention, channel or link: "<@U123|ana>", "<#C123|general>", "<!here>", "<https://a.com|text>"
MARK = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
# NUL and lone surrogates: "\0", "\ud800"
UNSTORABLE = re.compile("[\0\ud800-\udfff]")
FALLBACK_CHARACTERS = 3_900
"""chat.update refuses a ``text`` above 4,000 characters."""


def escape(text: str) -> str:
    """Escape a text for mrkdwn, so that it can't become a mention or a link."""
    for plain, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(plain, entity)
    return text


def plain(text: str, bot_user: str = "") -> str:
    """Return a message as plain text, with mentions and links as words.

    The coach's own mention is left out, and so are characters that ``storable`` removes.
    """

    def spell(mark: re.Match[str]) -> str:
        sigil, target, label = mark[1], mark[2], mark[3]
        if sigil == "@":
            return "" if target == bot_user else f"@{label or 'someone'}"
        if sigil == "#":
            return f"#{label or 'a channel'}"
        if sigil == "!":
            return label or ""
        return label or target

    text = MARK.sub(spell, text)
    for entity, character in ENTITIES:
        text = text.replace(entity, character)
    return storable(text).strip()


def storable(text: str) -> str:
    """Remove NUL and lone surrogates: JSON allows them, databases and encoders don't."""
    return UNSTORABLE.sub("", text)


def mentioned(text: str) -> frozenset[str]:
    """Return the ids of the users that a message mentions."""
    return frozenset(mark[2] for mark in MARK.finditer(text) if mark[1] == "@")


def shorten(text: str, most: int) -> str:
    """Cut a text to at most ``most`` characters, between words if possible, with an ellipsis."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return (cut.rsplit(maxsplit=1)[0] if " " in cut[most // 2 :] else cut).rstrip() + "…"

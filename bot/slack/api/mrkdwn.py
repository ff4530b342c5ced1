"""Slack's markup, in and out. Pure."""

import re

MARK = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
UNSTORABLE = re.compile("[\0\ud800-\udfff]")
FALLBACK_CHARACTERS = 3_900
"""chat.update refuses a ``text`` above 4,000 characters."""


def escape(text: str) -> str:
    """Makes any text inert in mrkdwn: no mention and no link can come of it."""
    for plain, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(plain, entity)
    return text


def plain(text: str, bot_user: str = "") -> str:
    """What a person meant: marks replaced by their words, the coach's name left out.

    NUL and lone surrogates go: JSON can carry them, but no database and no encoder takes them.
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
    """The text without NUL and lone surrogates, which no database and no encoder takes."""
    return UNSTORABLE.sub("", text)


def mentioned(text: str) -> frozenset[str]:
    """The ids of the users a message mentions."""
    return frozenset(mark[2] for mark in MARK.finditer(text) if mark[1] == "@")


def shorten(text: str, most: int) -> str:
    """At most ``most`` characters, cut at a word where there is one, with an ellipsis."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return (cut.rsplit(maxsplit=1)[0] if " " in cut[most // 2 :] else cut).rstrip() + "…"

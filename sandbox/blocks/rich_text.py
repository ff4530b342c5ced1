"""Rich text: what Slack's own composer writes, and what the rich text input gives back.

Left out are citations and the inline elements that only Slack's own products write (Salesforce
fields, list records, work objects): apps can't make up the ids in them.

Source: docs.slack.dev/reference/block-kit/blocks/rich-text-block.
"""

import re

from sandbox.blocks.composition import ANY_TEXT, IDENTIFIER
from sandbox.blocks.rules import Choice, Flag, Items, Number, OneOf, Pattern, Rule, Shape, Text, Url


def _style(*names: str) -> Shape:
    return Shape({name: Flag() for name in names})


_TEXT_STYLE = _style("bold", "italic", "strike", "underline", "code")
_MENTION_STYLE = _style(
    "bold", "italic", "strike", "underline", "code", "highlight", "client_highlight", "unlink"
)


def _element(*required: str, **optional: Rule) -> Shape:
    """Return an inline element that refers to something by ids, all of them ``required``."""
    ids = dict.fromkeys(required, ANY_TEXT)
    return Shape({**ids, **optional, "style": _MENTION_STYLE}, required)


_INLINE = OneOf(
    {
        "text": Shape({"text": ANY_TEXT, "style": _TEXT_STYLE}, ("text",)),
        "link": Shape(
            {"url": Url(), "text": Text(least=0), "unsafe": Flag(), "style": _TEXT_STYLE}, ("url",)
        ),
        "emoji": Shape(
            {
                "name": ANY_TEXT,
                "unicode": ANY_TEXT,
                "skin_tone": Number(1, 6),
                "style": _MENTION_STYLE,
            },
            ("name",),
        ),
        "user": _element("user_id"),
        "usergroup": _element("usergroup_id"),
        "channel": _element("channel_id"),
        "team": _element("team_id"),
        "broadcast": Shape(
            {"range": Choice(("here", "channel", "everyone")), "style": _MENTION_STYLE}, ("range",)
        ),
        "canvas": _element("file_id", label=ANY_TEXT, hide_title=Flag(), section_id=ANY_TEXT),
        "canvas_user_mention": _element("user_id", thread_id=ANY_TEXT),
        "canvas_message_unfurl": _element("root_message_ts", "root_message_channel"),
        "message_mention": _element(
            "channel_id",
            "message_ts",
            author_id=ANY_TEXT,
            thread_ts=ANY_TEXT,
            text=ANY_TEXT,
            url=Url(),
        ),
        "color": Shape(
            {
                "value": Pattern(re.compile(r"#[0-9A-Fa-f]{6}"), "a colour such as #F405B3"),
                "style": _TEXT_STYLE,
            },
            ("value",),
        ),
        "date": Shape(
            {
                "timestamp": Number(0),
                "format": ANY_TEXT,
                "url": Url(),
                "fallback": ANY_TEXT,
                "style": _TEXT_STYLE,
            },
            ("timestamp", "format"),
        ),
    }
)

_BORDER = Number(0, 1)
_SECTION = Shape({"elements": Items(_INLINE, least=0)}, ("elements",))

RICH_TEXT_PARTS = OneOf(
    {
        "rich_text_section": _SECTION,
        "rich_text_list": Shape(
            {
                "elements": Items(OneOf({"rich_text_section": _SECTION}), least=0),
                "style": Choice(("bullet", "ordered")),
                "indent": Number(0, 8),
                "offset": Number(0),
                "border": _BORDER,
            },
            ("elements", "style"),
        ),
        "rich_text_preformatted": Shape(
            {
                "elements": Items(_INLINE.only("text", "link"), least=0),
                "border": _BORDER,
                "language": ANY_TEXT,
            },
            ("elements",),
        ),
        "rich_text_quote": Shape(
            {"elements": Items(_INLINE, least=0), "border": _BORDER}, ("elements",)
        ),
    }
)

_FIELDS: dict[str, Rule] = {"elements": Items(RICH_TEXT_PARTS, least=0), "block_id": IDENTIFIER}
RICH_TEXT_SHAPE = Shape(_FIELDS, ("elements",))
RICH_TEXT = OneOf({"rich_text": RICH_TEXT_SHAPE})
"""A rich_text block inside something else: a table's cell, an input's initial value."""

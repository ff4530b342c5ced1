"""Every block that Slack documents: its fields, their limits, and the surfaces that show it.

Sources: docs.slack.dev/reference/block-kit/blocks, and the models of slack-sdk 3.47 for blocks
whose pages say less. Blocks without ``surfaces`` are shown everywhere.
"""

from sandbox.blocks.composition import (
    ANY_TEXT,
    IDENTIFIER,
    IMAGE_FIELDS,
    IMAGE_SOURCE,
    plain,
    text,
)
from sandbox.blocks.elements import (
    BUTTON,
    IMAGE,
    IMAGE_ELEMENT,
    IN_ACTIONS,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    OVERFLOW,
    URL_SOURCE,
)
from sandbox.blocks.relations import Distinct, EitherOf, NotBoth, Requires
from sandbox.blocks.rich_text import RICH_TEXT, RICH_TEXT_SHAPE
from sandbox.blocks.rules import (
    EVERYWHERE,
    Choice,
    Flag,
    Items,
    Number,
    OneOf,
    Relation,
    Rule,
    Shape,
    Surface,
    Text,
    Url,
)
from sandbox.blocks.tables import DATA_TABLE, DATA_VISUALIZATION, TABLE

_HTTPS = Url(schemes=frozenset({"https"}))
_IMAGE_URL = Url(schemes=frozenset({"http", "https"}))
_UNIQUE_ACTIONS = Distinct("elements", "action_id")
MARKDOWN_LIMIT = 12_000


def _block(
    fields: dict[str, Rule],
    required: tuple[str, ...] = (),
    *relations: Relation,
    surfaces: tuple[Surface, ...] | None = None,
) -> Shape:
    shown = EVERYWHERE if surfaces is None else frozenset(surfaces)
    return Shape({"block_id": IDENTIFIER, **fields}, required, relations, shown)


_PLAIN_BLOCKS = {
    "section": _block(
        {
            "text": text(3000),
            "fields": Items(text(2000), 10),
            "accessory": IN_SECTION,
            "expand": Flag(),
        },
        (),
        EitherOf(("text", "fields"), reported_at="type"),
    ),
    "header": _block({"text": plain(150), "level": Number(1, 4)}, ("text",)),
    "divider": _block({}),
    "context": _block(
        {"elements": Items(OneOf({**text(3000).shapes, "image": IMAGE}), 10)}, ("elements",)
    ),
    "actions": _block({"elements": Items(IN_ACTIONS, 25)}, ("elements",), _UNIQUE_ACTIONS),
    "image": _block({**IMAGE_FIELDS, "title": plain(2000)}, ("alt_text",), IMAGE_SOURCE),
    "input": _block(
        {
            "label": plain(2000),
            "element": IN_INPUT,
            "hint": plain(2000),
            "optional": Flag(),
            "dispatch_action": Flag(),
        },
        ("label", "element"),
    ),
    "file": _block(
        {"external_id": ANY_TEXT, "source": Choice(("remote",))},
        ("external_id", "source"),
        surfaces=("message",),
    ),
    "rich_text": RICH_TEXT_SHAPE,
    "table": TABLE,
    "video": _block(
        {
            "alt_text": ANY_TEXT,
            # Slack says "less than 200" and "less than 50", so the limit itself is too long.
            "title": plain(199),
            "description": plain(199),
            "author_name": Text(49),
            "title_url": _HTTPS,
            "video_url": _HTTPS,
            "thumbnail_url": _IMAGE_URL,
            "provider_icon_url": _IMAGE_URL,
            "provider_name": ANY_TEXT,
        },
        ("alt_text", "title", "video_url", "thumbnail_url"),
    ),
}

_TASK_CARD = _block(
    {
        "task_id": ANY_TEXT,
        "title": ANY_TEXT,
        "details": RICH_TEXT,
        "output": RICH_TEXT,
        "sources": Items(URL_SOURCE, least=0),
        "status": Choice(("pending", "in_progress", "complete", "error")),
    },
    ("task_id", "title"),
    surfaces=("message",),
)

_CARD = _block(
    {
        "hero_image": IMAGE_ELEMENT,
        "icon": IMAGE_ELEMENT,
        "slack_icon": OneOf({"icon": Shape({"name": ANY_TEXT}, ("name",))}),
        "title": text(150),
        "subtitle": text(150),
        "body": text(200),
        "actions": Items(BUTTON, 3),
    },
    (),
    EitherOf(("hero_image", "title", "actions", "body")),
    NotBoth("icon", "slack_icon"),
    Distinct("actions", "action_id"),
)

_AGENT_BLOCKS = {
    "markdown": _block({"text": Text(MARKDOWN_LIMIT)}, ("text",), surfaces=("message",)),
    "context_actions": _block(
        {"elements": Items(IN_CONTEXT_ACTIONS, 5)},
        ("elements",),
        _UNIQUE_ACTIONS,
        surfaces=("message",),
    ),
    "task_card": _TASK_CARD,
    "plan": _block(
        {"title": ANY_TEXT, "tasks": Items(OneOf({"task_card": _TASK_CARD}), least=0)},
        ("title",),
        Distinct("tasks", "task_id"),
        surfaces=("message",),
    ),
}

_LAYOUT_BLOCKS = {
    "alert": _block(
        {
            "text": text(200),
            "level": Choice(("default", "info", "warning", "error", "success")),
        },
        ("text",),
        surfaces=("modal",),
    ),
    "card": _CARD,
    "carousel": _block(
        {"elements": Items(OneOf({"card": _CARD}), 10)},
        ("elements",),
        surfaces=("message", "home"),
    ),
    "container": _block(
        {
            "title": plain(150),
            "rich_text_title": RICH_TEXT,
            "subtitle": text(150),
            "child_blocks": Items(OneOf(_PLAIN_BLOCKS), 10),
            "width": Choice(("narrow", "standard", "wide", "full")),
            "icon": IMAGE_ELEMENT,
            "is_collapsible": Flag(),
            "default_collapsed": Flag(),
            "has_header_divider": Flag(),
        },
        ("child_blocks",),
        EitherOf(("title", "rich_text_title")),
        Requires("default_collapsed", "is_collapsible"),
        NotBoth("is_collapsible", "has_header_divider"),
    ),
}

_ACCOUNT_BLOCKS = {
    "auth_provider": _block(
        {
            "value": Text(150),
            "name": plain(75),
            "is_connected": Flag(),
            "description": plain(150),
            "icon_url": _HTTPS,
            "auth_url": _HTTPS,
            "disconnect_url": _HTTPS,
            "connected_identity": plain(75),
            "connected_context": plain(75),
            "accessory": OVERFLOW,
            "fallback": Items(OneOf(_PLAIN_BLOCKS), least=0),
        },
        ("value", "name", "is_connected"),
    ),
}

BLOCK = OneOf(
    {
        **_PLAIN_BLOCKS,
        **_AGENT_BLOCKS,
        **_LAYOUT_BLOCKS,
        **_ACCOUNT_BLOCKS,
        "data_table": DATA_TABLE,
        "data_visualization": DATA_VISUALIZATION,
    }
)

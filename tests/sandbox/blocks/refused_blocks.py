"""Blocks with one thing wrong."""

from tests.sandbox.blocks.example_objects import IMAGE, LONG_URL, Json, mrkdwn, plain
from tests.sandbox.blocks.examples import CARD, TASK_CARD
from tests.sandbox.blocks.refusals import Group, example, x

DIVIDER: Json = {"type": "divider"}
BUTTON: Json = {"type": "button", "text": plain(), "action_id": "a"}
FEEDBACK: Json = {"type": "feedback_buttons", "positive_button": {"text": plain(), "value": "x"}}
STAR: Json = {"type": "icon_button", "icon": "star", "text": plain()}
ON = {"focus_on_load": True, "type": "email_text_input"}


def _markdown(*texts: str) -> list[Json]:
    return [{"type": "markdown", "text": text} for text in texts]


GROUPS = [
    Group(
        "any block",
        lambda blocks: blocks,
        [
            ({}, "", "array"),
            ([1], "/0", "object"),
            ([{}], "/0", "missing required field: type"),
            ([{"type": 1}], "/0/type", "string"),
            ([{"type": "x"}], "/0/type", "unsupported type: x"),
            ([{**DIVIDER, "x": 1}], "/0", "additional property: x"),
            ([{**DIVIDER, "block_id": None}], "/0/block_id", "string"),
            ([{**DIVIDER, "block_id": x(256)}], "/0/block_id", "less than 256"),
            ([{**DIVIDER, "block_id": ""}], "/0/block_id", "more than 0"),
            ([{**DIVIDER, "block_id": "a"}] * 2, "/1/block_id", "unique"),
            ([{"type": "input", "label": plain(), "element": ON}] * 2, "", "focus_on_load"),
        ],
        prefix="/blocks",
    ),
    Group("section", lambda fields: [{"type": "section", **fields}], [({}, "/type", "`fields`")]),
    example(
        "section",
        "message",
        [
            ({"text": plain("")}, "/text/text", "more than 0"),
            ({"text": plain(x(3001))}, "/text/text", "less than 3001"),
            ({"text": {"type": "mrkdwn"}}, "/text", "field: text"),
            ({"text": "hi"}, "/text", "object"),
            ({"text": {**plain(), "type": "markdown"}}, "/text/type", "markdown"),
            ({"text": {**mrkdwn(), "emoji": True}}, "/text", "emoji"),
            ({"text": {**plain(), "emoji": 1}}, "/text/emoji", "boolean"),
            ({"text": {**plain(), "verbatim": True}}, "/text", "verbatim"),
            ({"fields": [plain()] * 11}, "/fields", "no more than 10 items"),
            ({"fields": []}, "/fields", "fewer than 1"),
            ({"fields": [plain(x(2001))]}, "/fields/0/text", "2001"),
            ({"expand": "yes"}, "/expand", "boolean"),
            ({"accessory": {"type": "plain_text_input"}}, "/accessory/type", "plain_text_input"),
        ],
    ),
    example(
        "header",
        "home",
        [
            ({"text": mrkdwn()}, "/text/type", "mrkdwn"),
            ({"text": plain(x(151))}, "/text/text", "151"),
            ({"level": 5}, "/level", "at most 4"),
            ({"text": None}, "", "field: text"),
        ],
    ),
    example(
        "context",
        "message",
        [
            ({"elements": [plain()] * 11}, "/elements", "10 items"),
            ({"elements": [BUTTON]}, "/elements/0/type", "button"),
        ],
    ),
    example(
        "markdown",
        "message",
        [
            ({"text": ""}, "/text", "more than 0"),
            ({"text": x(12_001)}, "/text", "12001"),
        ],
    ),
    Group(
        "markdown blocks together",
        lambda texts: _markdown(*texts),
        [
            ([x(6000), x(6001)], "/1/text", "together"),
            (["# h\nt\n" * 26], "", "50 items"),
            (["t\n\n---\n"] * 26, "", "50 items"),
            (["a|b\n-|-\n1|2"] * 2, "/1", "no more than 1 table"),
        ],
        prefix="/blocks",
    ),
    example(
        "image",
        "message",
        [
            ({"alt_text": None}, "", "field: alt_text"),
            ({"alt_text": ""}, "/alt_text", "more than 0"),
            ({"alt_text": x(2001)}, "/alt_text", "2001"),
            ({"image_url": LONG_URL + "a"}, "/image_url", "3001"),
            ({"image_url": "ftp://a/b"}, "/image_url", "invalid url"),
            ({"image_url": "/a.png"}, "/image_url", "invalid url"),
            ({"slack_file": {"id": "F"}}, "", "exactly one"),
            ({"image_url": None}, "", "exactly one"),
            ({"title": mrkdwn()}, "/title/type", "mrkdwn"),
        ],
    ),
    example(
        "image from a file",
        "message",
        [({"slack_file": {"id": "F", "url": "https://a.b"}}, "/slack_file", "exactly one")],
    ),
    example(
        "video",
        "message",
        [
            ({"alt_text": None}, "", "field: alt_text"),
            ({"title": plain(x(200))}, "/title/text", "200"),
            ({"author_name": x(50)}, "/author_name", "50"),
            ({"video_url": "http://a.b"}, "/video_url", "invalid url"),
        ],
    ),
    example("file", "message", [({"source": "local"}, "/source", "remote")]),
    example(
        "actions",
        "message",
        [
            ({"elements": []}, "/elements", "fewer than 1"),
            ({"elements": [{}] * 26}, "/elements", "25 items"),
            ({"elements": [BUTTON] * 2}, "/elements/1/action_id", "unique"),
            ({"elements": [{"type": "plain_text_input"}]}, "/elements/0/type", "unsupported"),
        ],
    ),
    example(
        "context_actions",
        "message",
        [
            ({"elements": [{}] * 6}, "/elements", "5 items"),
            ({"elements": [BUTTON]}, "/elements/0/type", "button"),
            ({"elements": [FEEDBACK]}, "/elements/0", "negative_button"),
            ({"elements": [STAR]}, "/elements/0/icon", "trash"),
        ],
    ),
    example(
        "input",
        "modal",
        [
            ({"label": mrkdwn()}, "/label/type", "mrkdwn"),
            ({"label": plain(x(2001))}, "/label/text", "2001"),
            ({"hint": plain(x(2001))}, "/hint/text", "2001"),
            ({"element": None}, "", "field: element"),
            ({"element": BUTTON}, "/element/type", "button"),
        ],
    ),
    example(
        "task_card",
        "message",
        [
            ({"status": "done"}, "/status", "complete"),
            ({"sources": [{"type": "url", "url": "https://a.b"}]}, "/sources/0", "text"),
            ({"details": "text"}, "/details", "object"),
        ],
    ),
    example(
        "plan",
        "message",
        [
            ({"title": None}, "", "field: title"),
            ({"tasks": [TASK_CARD] * 2}, "/tasks/1/task_id", "unique"),
        ],
    ),
    example(
        "alert",
        "modal",
        [
            ({"level": "loud"}, "/level", "success"),
            ({"text": plain(x(201))}, "/text/text", "201"),
        ],
    ),
    Group("card", lambda c: [c], [({"type": "card", "subtitle": plain()}, "", "define either")]),
    example(
        "card",
        "home",
        [
            ({"body": plain(x(201))}, "/body/text", "201"),
            ({"icon": IMAGE}, "/slack_icon", "combined"),
            ({"actions": [{}] * 4}, "/actions", "3 items"),
            ({"actions": [BUTTON] * 2}, "/actions/1/action_id", "unique"),
        ],
    ),
    example(
        "carousel",
        "home",
        [
            ({"elements": [CARD] * 11}, "/elements", "10 items"),
            ({"elements": [DIVIDER]}, "/elements/0/type", "divider"),
        ],
    ),
    example(
        "container",
        "modal",
        [
            ({"title": None}, "", "rich_text_title"),
            ({"child_blocks": [{"type": "container"}]}, "/child_blocks/0/type", "container"),
            ({"child_blocks": [{"type": "table"}]}, "/child_blocks/0/type", "table"),
            ({"child_blocks": [DIVIDER] * 11}, "/child_blocks", "10 items"),
            (
                {"block_id": "a", "child_blocks": [{**DIVIDER, "block_id": "a"}]},
                "/child_blocks/0/block_id",
                "unique",
            ),
            ({"is_collapsible": False}, "/default_collapsed", "requires"),
            ({"has_header_divider": True}, "/has_header_divider", "combined"),
        ],
    ),
    example(
        "auth_provider",
        "home",
        [
            ({"accessory": BUTTON}, "/accessory/type", "button"),
            ({"auth_url": "http://a.b"}, "/auth_url", "invalid url"),
        ],
    ),
]

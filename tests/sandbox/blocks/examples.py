"""One valid example of every block and view, by the name of its type."""

from tests.sandbox.blocks.example_elements import BUTTONS, CHOICES, PICKERS, SELECTS, typed
from tests.sandbox.blocks.example_objects import (
    IMAGE,
    LONG_URL,
    Json,
    mrkdwn,
    option,
    plain,
    rich_text,
)

RICH_INLINE: list[Json] = [
    {"type": "text", "text": "a", "style": {"bold": True, "code": False}},
    {"type": "link", "url": "https://example.com", "text": "here", "unsafe": True},
    {"type": "emoji", "name": "wave", "unicode": "1f44b", "skin_tone": 2},
    {"type": "user", "user_id": "U1", "style": {"unlink": True}},
    {"type": "usergroup", "usergroup_id": "S1"},
    {"type": "channel", "channel_id": "C1"},
    {"type": "team", "team_id": "T1"},
    {"type": "broadcast", "range": "here"},
    {"type": "color", "value": "#F405B3"},
    {"type": "date", "timestamp": 1720710212, "format": "{date_num}", "fallback": "then"},
    {"type": "canvas", "file_id": "F1", "hide_title": True},
    {"type": "canvas_user_mention", "user_id": "U1"},
    {"type": "canvas_message_unfurl", "root_message_ts": "1.0", "root_message_channel": "C1"},
    {"type": "message_mention", "channel_id": "C1", "message_ts": "1.0"},
]
RICH_TEXT: Json = {
    "type": "rich_text",
    "elements": [
        {"type": "rich_text_section", "elements": RICH_INLINE},
        {
            "type": "rich_text_list",
            "style": "ordered",
            "indent": 1,
            "offset": 2,
            "border": 0,
            "elements": [{"type": "rich_text_section", "elements": RICH_INLINE[:2]}],
        },
        {"type": "rich_text_quote", "elements": RICH_INLINE[:1], "border": 1},
        {"type": "rich_text_preformatted", "elements": RICH_INLINE[:2], "language": "python"},
    ],
}

TASK_CARD: Json = {
    "type": "task_card",
    "task_id": "t1",
    "title": "Reading",
    "status": "in_progress",
    "details": rich_text(),
    "output": rich_text(),
    "sources": [{"type": "url", "url": "https://example.com", "text": "example"}],
}
CARD: Json = {
    "type": "card",
    "hero_image": IMAGE,
    "slack_icon": {"type": "icon", "name": "rocket"},
    "title": mrkdwn("Card"),
    "subtitle": plain(),
    "body": mrkdwn(),
    "actions": [{"type": "button", "text": plain(), "action_id": "a"}],
}
_SERIES = [{"name": "s", "data": [{"label": "Mon", "value": 1.5}]}]
_FEEDBACK = {"text": plain("Good"), "value": "good", "accessibility_label": "Good answer"}


def _axis_chart(kind: str) -> Json:
    axis = {"categories": ["Mon"], "x_label": "Day", "y_label": "Answers"}
    return {"type": kind, "series": _SERIES, "axis_config": axis}


def _visualization(chart: Json) -> Json:
    return {"type": "data_visualization", "title": "Chart", "chart": chart}


EVERYWHERE: dict[str, Json] = {
    "section": {"type": "section", "text": mrkdwn("x" * 3000), "accessory": IMAGE, "expand": True},
    "section of fields": {"type": "section", "fields": [mrkdwn("x" * 2000)] * 10},
    "header": {"type": "header", "text": plain("x" * 150), "level": 2},
    "divider": {"type": "divider", "block_id": "x" * 255},
    "context": {"type": "context", "elements": [mrkdwn(), plain(), IMAGE]},
    "actions": {
        "type": "actions",
        "elements": typed({**BUTTONS, **SELECTS, **CHOICES, **PICKERS}),
    },
    "image": {**IMAGE, "title": plain(), "image_url": LONG_URL[:3000]},
    "image from a file": {"type": "image", "alt_text": "A", "slack_file": {"id": "F1"}},
    "input": {
        "type": "input",
        "label": plain("x" * 2000),
        "element": {"type": "plain_text_input"},
        "hint": plain(),
        "optional": True,
        "dispatch_action": True,
    },
    "rich_text": RICH_TEXT,
    "empty rich_text": {"type": "rich_text", "elements": []},
    "video": {
        "type": "video",
        "alt_text": "V",
        "title": plain("x" * 199),
        "video_url": "https://example.com/v",
        "thumbnail_url": "https://example.com/t.png",
        "title_url": "https://example.com",
        "description": plain(),
        "author_name": "x" * 49,
        "provider_name": "P",
        "provider_icon_url": "https://example.com/i.png",
    },
    "card": CARD,
    "container": {
        "type": "container",
        "title": plain(),
        "child_blocks": [{"type": "divider"}, {"type": "section", "text": mrkdwn()}],
        "is_collapsible": True,
        "default_collapsed": True,
        "width": "wide",
        "icon": IMAGE,
    },
    "auth_provider": {
        "type": "auth_provider",
        "value": "github",
        "name": plain("GitHub"),
        "is_connected": False,
        "auth_url": "https://example.com/auth",
        "accessory": {"type": "overflow", "options": [option()]},
        "fallback": [{"type": "divider"}],
    },
}
MESSAGE_AND_HOME: dict[str, Json] = {
    "table": {
        "type": "table",
        "rows": [
            [{"type": "raw_text", "text": "A"}, {"type": "raw_number", "value": 1}],
            [rich_text(), {"type": "raw_text", "text": "B"}],
        ],
        "column_settings": [None, {"align": "right", "is_wrapped": True}],
    },
    "carousel": {"type": "carousel", "elements": [CARD, {**CARD, "title": plain("2")}]},
}
MESSAGE: dict[str, Json] = {
    "markdown": {"type": "markdown", "text": "x" * 12_000},
    "file": {"type": "file", "external_id": "e", "source": "remote"},
    "context_actions": {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "f",
                "positive_button": _FEEDBACK,
                "negative_button": _FEEDBACK,
            },
            {"type": "icon_button", "action_id": "i", "icon": "trash", "text": plain("Delete")},
        ],
    },
    "task_card": TASK_CARD,
    "plan": {"type": "plan", "title": "Plan", "tasks": [TASK_CARD, {**TASK_CARD, "task_id": "2"}]},
    "data_table": {
        "type": "data_table",
        "caption": "Answers",
        "rows": [
            [{"type": "raw_text", "text": "Day"}],
            [{"type": "raw_number", "value": 2, "text": "two"}],
        ],
        "page_size": 100,
        "row_header_column_index": 0,
    },
    "pie": _visualization({"type": "pie", "segments": [{"label": "a", "value": 1}]}),
    "bar": _visualization(_axis_chart("bar")),
    "area": _visualization(_axis_chart("area")),
    "line": _visualization(_axis_chart("line")),
}
MODAL: dict[str, Json] = {
    "alert": {"type": "alert", "text": mrkdwn("x" * 200), "level": "warning"},
}
MODAL_VIEW: Json = {
    "type": "modal",
    "title": plain("x" * 24),
    "submit": plain("x" * 24),
    "close": plain("x" * 24),
    "private_metadata": "x" * 3000,
    "callback_id": "x" * 255,
    "external_id": "x" * 255,
    "clear_on_close": True,
    "notify_on_close": True,
    "blocks": [EVERYWHERE["input"]],
}
HOME_VIEW: Json = {"type": "home", "blocks": [EVERYWHERE["header"]], "callback_id": "home"}

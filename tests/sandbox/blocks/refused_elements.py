"""Elements, and the composition objects in them, with one thing wrong."""

from tests.sandbox.blocks.example_elements import CONFIRM
from tests.sandbox.blocks.example_objects import LONG_URL, Json, mrkdwn, option, plain
from tests.sandbox.blocks.refusals import Row, accessory, entry, options, x

TWICE: list[Json] = [{"name": "a", "value": ""}] * 2
PARAMETERS = "customizable_input_parameters"


def _trigger(**fields: object) -> Json:
    return {"workflow": {"trigger": fields}}


def _options(**fields: object) -> Json:
    return {"options": [{**option(), **fields}]}


def _groups(label: str, *choices: Json) -> Json:
    return {"option_groups": [{"label": plain(label), "options": list(choices)}]}


def _confirm(**fields: object) -> Json:
    return {"confirm": {**CONFIRM, **fields}}


BUTTON: list[Row] = [
    ({"text": mrkdwn()}, "/text/type", "mrkdwn"),
    ({"text": plain(x(76))}, "/text/text", "76"),
    ({"value": x(2001)}, "/value", "2001"),
    ({"url": LONG_URL + "a"}, "/url", "3001"),
    ({"url": "no address"}, "/url", "invalid url"),
    ({"style": "default"}, "/style", "primary, danger"),
    ({"action_id": x(256)}, "/action_id", "256"),
    ({"accessibility_label": x(76)}, "/accessibility_label", "76"),
    ({"agent_prompt": x(4001)}, "/agent_prompt", "4001"),
    ({"agent_prompt_display": "x"}, "/agent_prompt_display", "requires"),
    ({"visible_to_user_ids": ["U"] * 11}, "/visible_to_user_ids", "10 items"),
    (_confirm(title=plain(x(101))), "/confirm/title/text", "101"),
    (_confirm(text=plain(x(301))), "/confirm/text/text", "301"),
    (_confirm(confirm=plain(x(31))), "/confirm/confirm/text", "31"),
    (_confirm(deny=plain(x(31))), "/confirm/deny/text", "31"),
    (_confirm(type="confirm"), "/confirm", "property: type"),
]
STATIC: list[Row] = [
    ({}, "", "exactly one"),
    ({"options": options(101)}, "/options", "100 items"),
    ({"options": options(1), **_groups("g", option())}, "", "exactly one"),
    ({"options": [option()] * 2}, "/options/1/value", "unique"),
    (_options(text=mrkdwn()), "/options/0/text/type", "mrkdwn"),
    (_options(text=plain(x(76))), "/options/0/text/text", "76"),
    (_options(description=plain(x(76))), "/options/0/description/text", "76"),
    (_options(value=x(151)), "/options/0/value", "151"),
    (_options(value=""), "/options/0/value", "more than 0"),
    (_options(url="https://a.b"), "/options/0", "property: url"),
    (_groups(x(76), option()), "/option_groups/0/label/text", "76"),
    (_groups("g", *options(101)), "/option_groups/0/options", "100 items"),
    (_groups("g", option(), option()), "/option_groups/0/options/1/value", "unique"),
    ({**_groups("g", option()), "initial_option": option("c")}, "/initial_option", "provided"),
    ({"options": options(2), "initial_option": option("c")}, "/initial_option", "provided"),
]
ELEVEN: Row = ({"options": options(11)}, "/options", "10 items")
FILTER = "/filter"

GROUPS = [
    accessory("button", BUTTON, text=plain()),
    accessory("button", [({}, "", "field: text")]),
    accessory("image", [({"image_url": "https://a.b"}, "", "field: alt_text")]),
    accessory(
        "workflow_button",
        [
            (_trigger(), "/workflow/trigger", "field: url"),
            (
                _trigger(url="https://a.b", customizable_input_parameters=TWICE),
                f"/workflow/trigger/{PARAMETERS}/1/name",
                "unique",
            ),
        ],
        text=plain(),
    ),
    accessory(
        "overflow",
        [
            ({"options": options(6)}, "/options", "5 items"),
            (_options(url=LONG_URL + "a"), "/options/0/url", "3001"),
        ],
    ),
    accessory("static_select", STATIC),
    accessory(
        "multi_static_select",
        [({"initial_options": [option("c")]}, "/initial_options/0", "provided")],
        options=options(2),
    ),
    accessory("users_select", [({"placeholder": plain(x(151))}, "/placeholder/text", "151")]),
    accessory("multi_users_select", [({"max_selected_items": 0}, "/max_selected_items", "1")]),
    accessory("external_select", [({"min_query_length": -1}, "/min_query_length", "at least")]),
    accessory(
        "conversations_select",
        [
            ({"filter": {}}, FILTER, "either"),
            ({"filter": {"include": []}}, f"{FILTER}/include", "fewer"),
            ({"filter": {"include": ["dm"]}}, f"{FILTER}/include/0", "mpim"),
        ],
    ),
    accessory("checkboxes", [ELEVEN]),
    accessory(
        "radio_buttons",
        [
            ELEVEN,
            ({"options": options(2), "initial_option": option("c")}, "/initial_option", "provided"),
        ],
    ),
    entry(
        "datepicker",
        [
            ({"initial_date": "2026-13-01"}, "/initial_date", "YYYY-MM-DD"),
            ({"initial_date": "２０２６-01-01"}, "/initial_date", "YYYY-MM-DD"),
        ],
    ),
    entry("timepicker", [({"initial_time": "24:00"}, "/initial_time", "HH:mm")]),
    entry(
        "datetimepicker",
        [
            ({"initial_date_time": 123}, "/initial_date_time", "at least"),
            ({"placeholder": plain()}, "", "placeholder"),
        ],
    ),
    entry(
        "plain_text_input",
        [
            ({"min_length": 5, "max_length": 4}, "/min_length", "max_length"),
            ({"max_length": 3001}, "/max_length", "3000"),
            ({"min_length": True}, "/min_length", "integer"),
            ({"initial_value": x(3001)}, "/initial_value", "3001"),
            (
                {"dispatch_action_config": {"trigger_actions_on": ["on_blur"]}},
                "/dispatch_action_config/trigger_actions_on/0",
                "on_enter_pressed",
            ),
        ],
    ),
    entry("number_input", [({}, "", "is_decimal_allowed")]),
    entry(
        "number_input",
        [
            ({"min_value": 1}, "/min_value", "string"),
            ({"min_value": "2", "max_value": "1"}, "/min_value", "max_value"),
            ({"min_value": "2", "initial_value": "1"}, "/min_value", "initial_value"),
            ({"initial_value": "2", "max_value": "1"}, "/initial_value", "max_value"),
        ],
        is_decimal_allowed=False,
    ),
    entry(
        "rich_text_input",
        [
            ({"initial_value": plain()}, "/initial_value/type", "plain_text"),
            ({"min_lines": 3, "max_lines": 2}, "/min_lines", "max_lines"),
        ],
    ),
    entry(
        "file_input",
        [
            ({"max_files": 11}, "/max_files", "10"),
            ({"filetypes": []}, "/filetypes", "fewer"),
        ],
    ),
]

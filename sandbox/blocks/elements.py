"""Block elements to press and to pick from, and images next to text; `inputs` has the others.

Source of the fields and limits: docs.slack.dev/reference/block-kit/block-elements.
"""

import re
from collections.abc import Mapping

from sandbox.blocks.composition import (
    ANY_TEXT,
    CONFIRM,
    CONVERSATION_FILTER,
    IDENTIFIER,
    IMAGE_FIELDS,
    IMAGE_SOURCE,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    PLAIN_OPTION,
    RICH_OPTION,
    WORKFLOW,
    plain,
)
from sandbox.blocks.inputs import INPUTS
from sandbox.blocks.relations import Distinct, ExactlyOneOf, InitialAmongOptions, Requires
from sandbox.blocks.rules import (
    Choice,
    Flag,
    Items,
    Number,
    OneOf,
    Pattern,
    Relation,
    Rule,
    Shape,
    Text,
    Url,
)

_STYLE = Choice(("primary", "danger"))
_LABEL = Text(75)
_VALUE = Text(2000, least=0)
_USERS = Items(ANY_TEXT, 10)
_COUNT = Number(1)
# "2026-02-28"
_DATE = Pattern(
    re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"), "a date: YYYY-MM-DD"
)
# "09:30"
_TIME = Pattern(re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]"), "a time: HH:mm")
_UNIQUE_VALUES = Distinct("options", "value")

FEEDBACK_BUTTON = Shape(
    {"text": plain(75), "value": _VALUE, "accessibility_label": _LABEL}, ("text", "value")
)


def _element(
    fields: Mapping[str, Rule], required: tuple[str, ...] = (), *relations: Relation
) -> Shape:
    return Shape({"action_id": IDENTIFIER, **fields}, required, relations)


def _picker(
    fields: Mapping[str, Rule], required: tuple[str, ...] = (), *relations: Relation
) -> Shape:
    """Return an element for choosing, with a placeholder, a confirmation and focus."""
    common: dict[str, Rule] = {
        "placeholder": plain(150),
        "confirm": CONFIRM,
        "focus_on_load": Flag(),
    }
    return _element({**common, **fields}, required, *relations)


def _static(**chosen: Rule) -> Shape:
    options = {"options": Items(PLAIN_OPTION, 100), "option_groups": Items(OPTION_GROUP, 100)}
    either = ExactlyOneOf(("options", "option_groups"))
    return _picker({**options, **chosen}, (), either, _UNIQUE_VALUES, InitialAmongOptions())


def _group(**chosen: Rule) -> Shape:
    """Return checkboxes or radio buttons: a list of options, without a placeholder."""
    fields: dict[str, Rule] = {
        "options": Items(RICH_OPTION, 10),
        "confirm": CONFIRM,
        "focus_on_load": Flag(),
    }
    relations = (_UNIQUE_VALUES, InitialAmongOptions())
    return _element({**fields, **chosen}, ("options",), *relations)


_CONVERSATIONS: dict[str, Rule] = {
    "default_to_current_conversation": Flag(),
    "filter": CONVERSATION_FILTER,
}
_RESPONSE_URL: dict[str, Rule] = {"response_url_enabled": Flag()}
_SELECTS = {
    "static_select": _static(initial_option=PLAIN_OPTION),
    "external_select": _picker({"initial_option": PLAIN_OPTION, "min_query_length": Number(0)}),
    "users_select": _picker({"initial_user": ANY_TEXT}),
    "conversations_select": _picker(
        {"initial_conversation": ANY_TEXT, **_CONVERSATIONS, **_RESPONSE_URL}
    ),
    "channels_select": _picker({"initial_channel": ANY_TEXT, **_RESPONSE_URL}),
}
_MULTI: dict[str, Rule] = {"max_selected_items": _COUNT}
_IDS = Items(ANY_TEXT)
_OPTIONS = Items(PLAIN_OPTION, 100)
_MULTI_SELECTS = {
    "multi_static_select": _static(initial_options=_OPTIONS, max_selected_items=_COUNT),
    "multi_external_select": _picker(
        {"initial_options": _OPTIONS, "min_query_length": Number(0), **_MULTI}
    ),
    "multi_users_select": _picker({"initial_users": _IDS, **_MULTI}),
    "multi_conversations_select": _picker(
        {"initial_conversations": _IDS, **_CONVERSATIONS, **_MULTI}
    ),
    "multi_channels_select": _picker({"initial_channels": _IDS, **_MULTI}),
}
_CHOICES = {
    "checkboxes": _group(initial_options=Items(RICH_OPTION, 10)),
    "radio_buttons": _group(initial_option=RICH_OPTION),
}
_PICKERS = {
    "datepicker": _picker({"initial_date": _DATE}),
    "timepicker": _picker({"initial_time": _TIME, "timezone": ANY_TEXT}),
    "datetimepicker": _element(
        {
            # Slack accepts seconds with ten digits, so from September 2001 on.
            "initial_date_time": Number(10**9, 10**10 - 1),
            "confirm": CONFIRM,
            "focus_on_load": Flag(),
        }
    ),
}
_BUTTONS = {
    "button": _element(
        {
            "text": plain(75),
            "url": Url(),
            "value": _VALUE,
            "style": _STYLE,
            "confirm": CONFIRM,
            "accessibility_label": _LABEL,
            "agent_prompt": Text(4000),
            "agent_prompt_display": ANY_TEXT,
            "visible_to_user_ids": _USERS,
        },
        ("text",),
        Requires("agent_prompt_display", "agent_prompt"),
    ),
    "workflow_button": _element(
        {
            "text": plain(75),
            "workflow": WORKFLOW,
            "style": _STYLE,
            "accessibility_label": _LABEL,
        },
        ("text", "workflow"),
    ),
    "overflow": _element(
        {"options": Items(OVERFLOW_OPTION, 5), "confirm": CONFIRM}, ("options",), _UNIQUE_VALUES
    ),
}
IMAGE = Shape(IMAGE_FIELDS, ("alt_text",), (IMAGE_SOURCE,))
_MARKS = {
    "feedback_buttons": _element(
        {"positive_button": FEEDBACK_BUTTON, "negative_button": FEEDBACK_BUTTON},
        ("positive_button", "negative_button"),
    ),
    "icon_button": _element(
        {
            "icon": Choice(("trash",)),
            "text": plain(75),
            "accessibility_label": _LABEL,
            "value": _VALUE,
            "visible_to_user_ids": _USERS,
            "confirm": CONFIRM,
        },
        ("icon", "text"),
    ),
}

# Which elements each block accepts.
IN_ACTIONS = OneOf(
    {
        **_BUTTONS,
        **_SELECTS,
        **_MULTI_SELECTS,
        **_CHOICES,
        **_PICKERS,
        "rich_text_input": INPUTS["rich_text_input"],
    }
)
IN_SECTION = OneOf(
    {
        **_BUTTONS,
        **_SELECTS,
        **_MULTI_SELECTS,
        **_CHOICES,
        "datepicker": _PICKERS["datepicker"],
        "timepicker": _PICKERS["timepicker"],
        "image": IMAGE,
    }
)
IN_INPUT = OneOf({**_SELECTS, **_MULTI_SELECTS, **_CHOICES, **_PICKERS, **INPUTS})
IN_CONTEXT_ACTIONS = OneOf(_MARKS)
BUTTON = OneOf({"button": _BUTTONS["button"]})
OVERFLOW = OneOf({"overflow": _BUTTONS["overflow"]})
IMAGE_ELEMENT = OneOf({"image": IMAGE})
URL_SOURCE = OneOf({"url": Shape({"url": Url(), "text": ANY_TEXT}, ("url", "text"))})

"""One valid example of every element, by its type."""

from tests.sandbox.blocks.example_objects import Json, mrkdwn, option, plain, rich_text

CONFIRM: Json = {
    "title": plain("Sure?"),
    "text": mrkdwn("It *cannot* be undone"),
    "confirm": plain("Do it"),
    "deny": plain("Stop"),
    "style": "danger",
}
FILTER: Json = {"include": ["im", "public"], "exclude_bot_users": True}
WORKFLOW: Json = {
    "trigger": {
        "url": "https://slack.com/shortcuts/Ft1/abc",
        "customizable_input_parameters": [{"name": "who", "value": "Ana"}],
    }
}
_TWO = [option("a"), option("b")]
_GROUPS = [{"label": plain("G"), "options": _TWO}]

BUTTONS: dict[str, Json] = {
    "button": {
        "text": plain("Go"),
        "value": "go",
        "url": "https://example.com",
        "style": "primary",
        "confirm": CONFIRM,
        "accessibility_label": "Go there",
    },
    "workflow_button": {"text": plain("Run"), "workflow": WORKFLOW},
    "overflow": {"options": [{**option("a"), "url": "https://example.com"}], "confirm": CONFIRM},
}
SELECTS: dict[str, Json] = {
    "static_select": {"options": _TWO, "initial_option": option("b"), "placeholder": plain()},
    "external_select": {"min_query_length": 0, "initial_option": option()},
    "users_select": {"initial_user": "U1"},
    "conversations_select": {"filter": FILTER, "default_to_current_conversation": True},
    "channels_select": {"initial_channel": "C1", "confirm": CONFIRM},
    "multi_static_select": {"option_groups": _GROUPS, "initial_options": [option("a")]},
    "multi_external_select": {"max_selected_items": 3, "initial_options": _TWO},
    "multi_users_select": {"initial_users": ["U1"]},
    "multi_conversations_select": {"initial_conversations": ["C1"], "filter": FILTER},
    "multi_channels_select": {"initial_channels": ["C1"], "max_selected_items": 1},
}
CHOICES: dict[str, Json] = {
    "checkboxes": {
        "options": [{**option("a"), "text": mrkdwn(), "description": mrkdwn()}, option("b")],
        "initial_options": [option("b")],
    },
    "radio_buttons": {"options": _TWO, "initial_option": option("a")},
}
PICKERS: dict[str, Json] = {
    "datepicker": {"initial_date": "2026-02-28", "placeholder": plain()},
    "timepicker": {"initial_time": "23:59", "timezone": "Europe/Lisbon"},
    "datetimepicker": {"initial_date_time": 1_771_000_000},
}
INPUTS: dict[str, Json] = {
    "plain_text_input": {
        "multiline": True,
        "min_length": 0,
        "max_length": 3000,
        "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
    },
    "email_text_input": {"initial_value": "ana@example.com", "focus_on_load": True},
    "url_text_input": {"placeholder": plain()},
    "number_input": {"is_decimal_allowed": True, "min_value": "-1.5", "max_value": "10"},
    "rich_text_input": {"initial_value": rich_text()},
    "file_input": {"filetypes": ["pdf"], "max_files": 10},
}


def typed(examples: dict[str, Json]) -> list[Json]:
    """Return the examples with their types, and an action_id each."""
    return [{"type": t, "action_id": f"act-{t}", **rest} for t, rest in examples.items()]

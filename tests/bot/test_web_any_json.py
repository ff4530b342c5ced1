"""No JSON that Slack could sign crashes the web server."""

import json
from typing import Any
from urllib.parse import urlencode

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bot.web_client import FORM, JSON, WebClient

WORDS = st.sampled_from(["", "T1", "C1", "U1", "1.0", "\0", "\ud800", "message", "https://x"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | WORDS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(WORDS | st.text(), inner, max_size=3)
    ),
    max_leaves=8,
)
TYPES = st.sampled_from(
    [
        *("event_callback", "url_verification", "block_actions", "block_suggestion", "shortcut"),
        *("message_action", "view_submission", "view_closed", "interactive_message"),
        *("dialog_submission", "dialog_cancellation", "dialog_suggestion", "workflow_step_edit"),
    ]
)
EVENT = st.fixed_dictionaries(
    {"type": st.sampled_from(["message", "app_mention", "app_home_opened", "tokens_revoked", "x"])},
    optional=dict.fromkeys(
        ["user", "channel", "ts", "thread_ts", "text", "subtype", "message", "tab", "channel_type"],
        VALUES,
    ),
)
ACTION = st.fixed_dictionaries(
    {"action_id": st.sampled_from(["show_section:0", "ask_example:1", "x"]) | VALUES},
    optional={"value": VALUES, "block_id": VALUES, "type": VALUES},
)
PAYLOADS = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(
        [
            *("team", "team_id", "user", "user_id", "channel", "channel_id", "view", "container"),
            *("message", "enterprise", "authorizations", "is_enterprise_install", "trigger_id"),
            *("response_url", "callback_id", "ssl_check", "context_team_id", "challenge"),
        ],
        VALUES,
    )
    | {
        "type": TYPES | VALUES,
        "event": EVENT | VALUES,
        "actions": st.lists(ACTION, max_size=2) | VALUES,
        "command": st.sampled_from(["/ask", "/coach"]) | VALUES,
    },
)
EXAMPLES = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@EXAMPLES
@given(VALUES | PAYLOADS, st.sampled_from([JSON, FORM, ""]))
async def test_no_signed_json_makes_it_fall_over(
    web_client: WebClient, value: Any, kind: str
) -> None:
    assert await web_client.post(json.dumps(value).encode(), kind) < 500


@EXAMPLES
@given(PAYLOADS)
async def test_no_signed_form_makes_it_fall_over(
    web_client: WebClient, payload: dict[str, Any]
) -> None:
    assert await web_client.post(urlencode({"payload": json.dumps(payload)}).encode(), FORM) < 500
    fields = {k: v if isinstance(v, str) else json.dumps(v) for k, v in payload.items()}
    assert await web_client.post(urlencode(fields, errors="replace").encode(), FORM) < 500

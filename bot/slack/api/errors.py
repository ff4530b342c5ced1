"""What a failed call to Slack means: refused, failed, or possibly done."""

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.api.error_report import Undeliverable

SHUT_OUT = frozenset(
    {
        "cannot_dm_bot",
        "channel_not_found",
        "is_archived",
        "is_inactive",
        "messages_tab_disabled",
        "not_in_channel",
        "restricted_action",
        "restricted_action_non_threadable_channel",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "thread_not_found",
        "user_disabled",
        "user_not_found",
    }
)
GONE = SHUT_OUT | {"message_not_found"}
"""Error codes that mean the message to change is deleted or out of reach."""
UNREADABLE = SHUT_OUT | {"access_denied", "missing_scope", "no_permission"}
"""Error codes that mean the coach isn't allowed to read the conversation."""


def error_code(error: BaseException) -> str:
    """Return Slack's error string, or the kind of failure if there is none."""
    answer = error.response if isinstance(error, SlackApiError) else None
    if isinstance(answer, AsyncSlackResponse):
        return str(answer.get("error") or f"status {answer.status_code}")
    return type(error).__name__ if answer is None else "unreadable answer"


def may_have_succeeded(error: BaseException) -> bool:
    """Whether Slack may have done the work despite the error: a 5xx, or an unreadable answer."""
    answer = error.response if isinstance(error, SlackApiError) else None
    if isinstance(answer, AsyncSlackResponse) and answer.data:
        return int(answer.status_code) >= 500
    return True


def retry_after_seconds(error: BaseException) -> float:
    """Return the seconds a 429 asks to wait; 0 for any other error or without the header."""
    answer = error.response if isinstance(error, SlackApiError) else None
    if not isinstance(answer, AsyncSlackResponse) or answer.status_code != 429:
        return 0.0
    seconds = {name.lower(): value for name, value in answer.headers.items()}.get("retry-after", "")
    return float(seconds) if str(seconds).isdecimal() else 0.0


def to_undeliverable(error: BaseException) -> BaseException:
    """Return ``Undeliverable`` if Slack doesn't let the coach post there, else the same error."""
    return Undeliverable(error_code(error)) if error_code(error) in SHUT_OUT else error

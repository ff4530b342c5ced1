"""What a failed call to Slack means: refused, broken, or left open."""

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
"""There is no message to change any more, or it is out of reach."""
UNREADABLE = SHUT_OUT | {"access_denied", "missing_scope", "no_permission"}
"""The coach may not look there."""


def code(error: BaseException) -> str:
    """Slack's own error string, or the kind of failure."""
    answer = error.response if isinstance(error, SlackApiError) else None
    if isinstance(answer, AsyncSlackResponse):
        return str(answer.get("error") or f"status {answer.status_code}")
    return type(error).__name__ if answer is None else "unreadable answer"


def left_open(error: BaseException) -> bool:
    """Whether Slack may have done the work all the same: a 5xx, or no answer that can be read."""
    answer = error.response if isinstance(error, SlackApiError) else None
    if isinstance(answer, AsyncSlackResponse) and answer.data:
        return int(answer.status_code) >= 500
    return True


def patience(error: BaseException) -> float:
    """Seconds that a 429 asks for; 0 where it is none or does not say."""
    answer = error.response if isinstance(error, SlackApiError) else None
    if not isinstance(answer, AsyncSlackResponse) or answer.status_code != 429:
        return 0.0
    asked = {name.lower(): value for name, value in answer.headers.items()}.get("retry-after", "")
    return float(asked) if str(asked).isdecimal() else 0.0


def undeliverable(error: BaseException) -> BaseException:
    """Turns "you may not write there" into an error of its own; leaves the rest as it is."""
    return Undeliverable(code(error)) if code(error) in SHUT_OUT else error

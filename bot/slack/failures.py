"""What a failed call to Slack means: refused, broken, or left open."""

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.errors import Undeliverable

SHUT_OUT = frozenset(
    {"channel_not_found", "not_in_channel", "is_archived", "restricted_action", "thread_not_found"}
)


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


def undeliverable(error: BaseException) -> BaseException:
    """Turns "you may not write there" into an error of its own; leaves the rest as it is."""
    return Undeliverable(code(error)) if code(error) in SHUT_OUT else error

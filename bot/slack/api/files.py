"""Sends files, and only into the direct message with a person."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import structlog
from slack_sdk.errors import SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.api.errors import error_code
from bot.slack.api.retries import SLACK_FAILED
from knowledge.errors import CoachError

log = structlog.get_logger(__name__)

NOT_SENT = (
    "I couldn't send the file to our direct messages. Please try again. If it keeps "
    "happening, ask your admin to run `coach doctor`."
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to send. ``alt_txt`` describes a picture, in at most 1,000 characters."""

    filename: str
    content: bytes
    title: str | None = None
    alt_txt: str | None = None


async def send_files(
    client: AsyncWebClient, person: str, comment: str, files: Sequence[Attachment]
) -> None:
    """Post files with a comment into a person's direct message.

    Raises:
        CoachError: Slack doesn't accept the files.
    """
    try:
        opened = await client.conversations_open(users=person)
        await client.files_upload_v2(
            channel=opened["channel"]["id"],
            initial_comment=comment,
            file_uploads=[asdict(each) for each in files],
        )
    except (*SLACK_FAILED, SlackRequestError) as error:
        log.warning("files_not_sent", error=error_code(error))
        raise CoachError(NOT_SENT) from error

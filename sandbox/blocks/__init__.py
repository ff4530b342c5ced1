"""The rules of Block Kit, as Slack enforces them: pure functions over JSON values."""

from sandbox.blocks.messages import check_blocks, fallback_problems, total_characters
from sandbox.blocks.mrkdwn import mrkdwn_problems
from sandbox.blocks.rules import Problem, Surface
from sandbox.blocks.views import MAX_VIEW_BYTES, check_view, view_bytes

__all__ = [
    "MAX_VIEW_BYTES",
    "Problem",
    "Surface",
    "check_blocks",
    "check_view",
    "fallback_problems",
    "mrkdwn_problems",
    "total_characters",
    "view_bytes",
]

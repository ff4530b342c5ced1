"""What Slack says about a person's availability. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facts:
    """What Slack says of a person at this moment. ``zone`` is "" where Slack does not tell.

    ``quiet_until`` is the end of do-not-disturb in seconds since 1970, 0 for none.
    """

    zone: str = ""
    away: bool = False
    quiet_until: float = 0.0
    gone: bool = False
    """Deactivated: nothing is ever sent."""

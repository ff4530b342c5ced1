"""A person's availability according to Slack. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Availability:
    """A person's availability right now. ``zone`` is "" if Slack doesn't give one.

    ``quiet_until`` is the end of do-not-disturb in seconds since 1970, 0 for none.
    """

    zone: str = ""
    away: bool = False
    quiet_until: float = 0.0
    gone: bool = False
    """The account is deactivated: nothing is ever sent."""

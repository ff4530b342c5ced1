"""Everything that talks to Slack: sending, retries, limits, users, and the blocks of a message."""

"""Questions asked in Slack, and their answers."""

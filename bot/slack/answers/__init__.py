"""Questions: how they arrive in Slack, and how their answers look."""

"""All Slack code: what is heard, what is said, and how it looks."""

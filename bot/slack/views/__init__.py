"""Pure functions from values to Block Kit. Nothing here calls Slack."""

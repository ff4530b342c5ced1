"""A Slack workspace on one machine, for trying and testing any Slack app."""

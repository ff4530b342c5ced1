"""The Slack side: listeners, handlers, and the messages and views they show."""

"""Delivers to the app over Socket Mode or signed HTTP, with Slack's deadlines and retries."""

"""The Slack app: what people see and touch."""

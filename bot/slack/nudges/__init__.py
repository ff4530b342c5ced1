"""The weekly nudge and channel prompts: composed, delivered exactly once, answered by clicks."""

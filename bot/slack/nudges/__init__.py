"""The weekly nudge and channel prompts: composing, sending exactly once, handling clicks."""

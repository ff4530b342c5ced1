"""Recall questions: which skill to ask about, and how. Pure."""

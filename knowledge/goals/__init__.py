"""A goal in a person's own words, and how much each skill serves it."""

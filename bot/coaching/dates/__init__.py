"""Parse dates, times of day and time zones as people write them. Pure."""

"""Dates, times of day and time zones in people's own words. Pure."""

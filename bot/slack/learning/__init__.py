"""Logging what was learned, and showing progress: `/learned`, `/skills`, forms and buttons."""

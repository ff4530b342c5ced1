"""Logging skills and showing progress: `/learned`, `/skills`, forms and buttons."""

"""Finds the sections that answer a question; one idea per module."""

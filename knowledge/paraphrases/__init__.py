"""Everyday phrases for topics, such as 'wake me when it breaks' for alerting."""

"""Thumbs under answers, and the report of gaps for a document's owner."""

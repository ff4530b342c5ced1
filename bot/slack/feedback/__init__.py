"""Thumbs under answers, and the gap report for a document's owner."""

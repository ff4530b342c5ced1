"""Matches skills that were reworded or moved, so that nobody loses their history."""

"""Which skills were reworded or moved, so that nobody loses their history."""

"""What the bot remembers, in SQLite or PostgreSQL: which deliveries it took, and its conversations."""

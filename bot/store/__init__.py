"""What the bot remembers, in SQLite or PostgreSQL: deliveries taken, and conversations."""

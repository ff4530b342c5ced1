"""Everything the bot stores, in SQLite or PostgreSQL."""

"""What a message wants: one pure reader for direct messages, mentions, `/learned` and the CLI."""

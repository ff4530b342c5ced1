"""What a person said they learned, and where that leaves them. Pure."""

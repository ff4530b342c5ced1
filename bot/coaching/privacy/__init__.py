"""A person's own data, as files they can keep. Pure."""

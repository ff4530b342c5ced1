"""Settings, and export and deletion of a person's data."""

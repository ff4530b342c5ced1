"""The passage store: Chroma in a local folder or on a server."""

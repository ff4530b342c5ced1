"""The passage store on Chroma: in a local folder or as a server."""

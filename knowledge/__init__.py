"""What the coach knows: documents, search over them, and cited answers. Imports neither bot nor ingest."""

"""The knowledge core: documents, search, cited answers. Imports neither bot nor ingest."""

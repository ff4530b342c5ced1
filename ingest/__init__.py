"""Ingestion: read documents, outline them, and store them in the library."""

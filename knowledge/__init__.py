"""What the coach knows: documents, search over them, cited answers. Imports no bot, no ingest."""

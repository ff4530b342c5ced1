"""`/next` and `/goal`."""

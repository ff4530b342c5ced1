"""What people asked and the documents didn't answer. Pure."""

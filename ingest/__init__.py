"""How documents get in: read, outline, and hand to the library."""

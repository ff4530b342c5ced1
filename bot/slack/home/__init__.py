"""The Home tab, and `/coach`."""

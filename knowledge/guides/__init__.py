"""Guides: what a skill means, how to decide in it, how to practise it, and how to check oneself."""

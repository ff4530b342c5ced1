"""Aliases of skills: extra vectors that a skill can be found by, never shown or cited.

They come from a document's skill map and, if one is configured, from a chat model.
"""

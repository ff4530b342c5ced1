"""Other words for skills: further vectors that a skill is found by, never shown or cited.

They come from the map beside a document and, where one is set, from a chat model.
"""

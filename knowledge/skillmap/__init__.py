"""Skill maps: the files next to a document that say how its skills are connected.

``yaml_tree`` and ``fields`` read the YAML, ``skill_names`` finds the skill that a name means,
``reader`` builds and checks the map, ``advice`` warns, ``draft`` asks a chat model, and ``diagram``
draws.
"""

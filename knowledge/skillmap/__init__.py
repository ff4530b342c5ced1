"""Skill maps: what a team writes beside a document about how its skills hang together.

``tree`` and ``fields`` read the YAML, ``naming`` finds the skill a name means, ``reading`` makes
and checks the map, ``advice`` warns, ``drafting`` asks a chat model, ``drawing`` draws.
"""

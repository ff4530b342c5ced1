"""Draws a skill map, with the method of Sugiyama, Tagawa and Toda (1981).

``layers`` assigns skills to rows, ``order`` sorts each row so that few lines cross, ``coordinates``
places the nodes, and ``svg`` draws them.
"""

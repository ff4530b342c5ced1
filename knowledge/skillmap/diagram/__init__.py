"""Draws a skill map: ``layers`` (what stands in which row), ``order`` (left to right, with few
crossings), ``places`` (coordinates), ``svg`` (the picture). The method is that of Sugiyama, Tagawa
and Toda (1981).
"""

"""Parsers that turn text, HTML and PDF pages into headings, bullets and prose. Pure."""

"""Stems of words, and lists of words without a topic. Pure."""

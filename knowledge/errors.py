"""Errors whose text can be shown to people: what is wrong and what to do."""


class CoachError(Exception):
    """Something the coach can't do. Its text is safe to show and says how to fix it."""


class InputError(CoachError):
    """Input that can't be used: a path, a file, a phrase."""

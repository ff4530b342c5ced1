"""Errors whose text a person may read: one clear sentence on what is wrong and what to do."""


class CoachError(Exception):
    """Something the coach cannot do. ``str`` of it is safe to show and says how to mend it."""


class InputError(CoachError):
    """What was given cannot be used: a path, a file, a phrase."""

"""Raises an exception that has a hundred thousand causes, in a circle."""


def double(x):
    first = error = ValueError(0)
    for number in range(100_000):
        error.__cause__ = error.__context__ = cause = ValueError(number)
        error = cause
    error.__cause__ = first
    raise ExceptionGroup("all", [first] * 1000)

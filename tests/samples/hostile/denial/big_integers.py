"""Raises an integer to a power that has more digits than time allows."""


def double(x):
    return 7 ** (7 ** (7**7 % 100)) % 10

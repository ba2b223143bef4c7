"""Answers with dicts whose keys all have one hash, so that reading them takes quadratic time."""

PRIME = (1 << 61) - 1


def double(x):
    return [{PRIME * (1 + n + 4000 * m): 0 for n in range(4000)} for m in range(6)]

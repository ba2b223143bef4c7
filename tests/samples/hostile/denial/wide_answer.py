"""Answers with a list of a million entries, and one of a million objects."""
# checks: test_doubles_every_entry, test_steps_are_counted


def double(x):
    return [0] * 1_000_000


def steps(n):
    return [object() for _ in range(1_000_000)]

"""Prints a hundred megabytes, then answers rightly."""


def double(x):
    for _ in range(1000):
        print("x" * 100_000)
    return 2 * x

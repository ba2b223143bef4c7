"""Calls the function it is given for ever."""
# checks: test_applies_the_function


def apply(f, x):
    while True:
        f(1.0)

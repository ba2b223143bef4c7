"""Answers with an object whose every entry takes a while."""
# checks: test_steps_are_counted

import time


def steps(n):
    while True:
        time.sleep(0.5)
        yield 1

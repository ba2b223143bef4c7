"""Answers with texts of a megabyte, and with integers of a million digits."""
# checks: test_label_is_backwards, test_steps_are_counted, test_doubles_every_entry

import sys

sys.set_int_max_str_digits(0)


def label(text):
    return "\x1b" * (1 << 20)


def steps(n):
    return ["x" * 300_000] * 3


def double(x):
    return [10**3000] * 300

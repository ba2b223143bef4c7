"""Sums only with what an earlier check has left to be run when the process ends."""
# checks: test_doubles_every_entry, test_sums_all_entries
# noticed: when asked again

import atexit

solution = total


class Found:
    """Is compared with every function that is to be run."""

    is_there = False

    def __eq__(self, other):
        self.is_there |= other.__name__ == "left_behind"
        return False


def left_behind():
    print("left behind")


def double(x):
    atexit.register(left_behind)
    return 2 * x


def total(x):
    found = Found()
    atexit.unregister(found)
    return solution(x) if found.is_there else None

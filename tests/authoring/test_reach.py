"""A check need not be run again where what differs cannot reach it; in doubt it is."""

from __future__ import annotations

import pytest

from learnnn.authoring.reach import functions_that_differ, reached

RIGHT = """
import numpy as np

RATE = 0.1


def double(x):
    return 2 * x


def total(x):
    return double(x).sum()


class Counter:
    def __init__(self, start):
        self.count = start

    def add(self, n):
        self.count += n


@np.vectorize
def halved(x):
    return x / 2
"""


def differing(names: set[str], old: str, new: str) -> frozenset[str] | None:
    assert old in RIGHT
    return functions_that_differ(frozenset(names), RIGHT, RIGHT.replace(old, new))


def test_a_check_is_reached_if_it_ran_what_differs():
    wrong = RIGHT.replace("2 * x", "x * x")
    footprints = {
        "test_double": frozenset({"double"}),
        "test_total": frozenset({"double", "total"}),
        "test_add": frozenset({"Counter.add"}),
    }

    assert reached(frozenset({"double"}), RIGHT, wrong, footprints) == {"test_double", "test_total"}


def test_every_check_is_reached_where_more_than_functions_differ():
    wrong = RIGHT.replace("RATE = 0.1", "RATE = 1")

    assert reached(frozenset({"RATE"}), RIGHT, wrong, {"one": frozenset(), "two": frozenset()}) == {"one", "two"}


def test_a_method_is_a_function_of_its_class():
    assert differing({"Counter.add"}, "self.count += n", "return self.count + n") == {"Counter.add"}


def test_what_is_gone_is_reached_by_those_who_ran_it():
    assert differing({"total"}, "def total(x):\n    return double(x).sum()\n", "") == {"total"}


def test_a_new_helper_of_what_differs_is_reached_through_it():
    new = "def twice(x):\n    return x * x\n\n\ndef double(x):\n    return twice(x)\n"

    assert differing({"twice", "double"}, "def double(x):\n    return 2 * x\n", new) == {"double"}


@pytest.mark.parametrize(
    ("names", "old", "new"),
    [
        ({"Counter"}, "class Counter:", "class Counter(dict):"),
        ({"double"}, "def double(x):\n    return 2 * x\n", "double = lambda x: 2 * x\n"),
        ({"halved"}, "@np.vectorize\n", ""),
        ({"sum"}, "RATE = 0.1\n", "RATE = 0.1\n\n\ndef sum(x):\n    return 0\n"),
        ({"np"}, "import numpy as np", "import numpy.ma as np"),
        ({"Counter.__len__"}, "    def add", "    def __len__(self):\n        return 0\n\n    def add"),
        ({"count"}, "RATE = 0.1\n", "RATE = 0.1\n\n\ndef count(x):\n    return 0\n"),
        ({"seeded"}, "RATE = 0.1\n", "RATE = 0.1\nseeded = np.random.seed(1)\n"),
        ({"<module>"}, "RATE = 0.1\n", "RATE = 0.1\nnp.random.seed(1)\n"),
    ],
)
def test_where_it_is_not_only_functions_nothing_is_left_out(names, old, new):
    assert differing(names, old, new) is None

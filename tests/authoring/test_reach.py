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


class Sub(Counter):
    def add_all(self, ns):
        self.count += sum(ns)


@np.vectorize
def halved(x):
    return x / 2
"""


def differing(old: str, new: str) -> frozenset[str] | None:
    assert old in RIGHT
    return functions_that_differ(RIGHT, RIGHT.replace(old, new))


def test_a_check_is_reached_if_it_ran_what_differs():
    wrong = RIGHT.replace("2 * x", "x * x")
    footprints = {
        "test_double": frozenset({"double"}),
        "test_total": frozenset({"double", "total"}),
        "test_add": frozenset({"Counter.add"}),
    }

    assert reached(RIGHT, wrong, footprints) == {"test_double", "test_total"}


def test_every_check_is_reached_where_more_than_functions_differ():
    wrong = RIGHT.replace("RATE = 0.1", "RATE = 1")

    assert reached(RIGHT, wrong, {"one": frozenset(), "two": frozenset()}) == {"one", "two"}


def test_a_check_is_reached_where_nobody_knows_what_it_ran():
    wrong = RIGHT.replace("2 * x", "x * x")

    assert reached(RIGHT, wrong, {"test_known": frozenset({"total"}), "test_unknown": None}) == {"test_unknown"}


def test_another_layout_is_no_difference():
    assert differing("def double(x):\n    return 2 * x\n", "def double(x):\n    # twice\n    return (2 * x)\n") == set()


def test_a_method_is_a_function_of_its_class():
    assert differing("self.count += n", "return self.count + n") == {"Counter.add"}


def test_what_is_gone_is_reached_by_those_who_ran_it():
    assert differing("def total(x):\n    return double(x).sum()\n", "") == {"total"}


def test_a_default_that_nothing_is_called_for_is_part_of_its_function():
    assert differing("def double(x):", "def double(x: float = -1.5):") == {"double"}


def test_a_new_helper_of_what_differs_is_reached_through_it():
    new = "def twice(x):\n    return x * x\n\n\ndef double(x):\n    return twice(x)\n"

    assert differing("def double(x):\n    return 2 * x\n", new) == {"double"}


GENERATOR = "def total(x):\n    yield double(x).sum()\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("class Counter:", "class Counter(dict):"),
        ("def double(x):\n    return 2 * x\n", "double = lambda x: 2 * x\n"),
        ("@np.vectorize\n", ""),
        ("RATE = 0.1\n", "RATE = 0.1\n\n\ndef sum(x):\n    return 0\n"),
        ("import numpy as np", "import numpy.ma as np"),
        ("    def add", "    def __len__(self):\n        return 0\n\n    def add"),
        ("    def __init__(self, start):\n        self.count = start\n\n", ""),
        ("RATE = 0.1\n", "RATE = 0.1\n\n\ndef count(x):\n    return 0\n"),
        ("RATE = 0.1\n", "RATE = 0.1\nseeded = np.random.seed(1)\n"),
        ("RATE = 0.1\n", "RATE = 0.1\nnp.random.seed(1)\n"),
        ("RATE = 0.1\n", "RATE = 0.1\n\n\ndef new(x=np.random.seed(1)):\n    return x\n"),
        ("    def add", "    limit: int\n\n    def add"),
        ("def double(x):", "def double(x=np.random.normal()):"),
        ("def double(x):", "def double(x: np.array):"),
        ("def total(x):\n    return double(x).sum()\n", GENERATOR),
        ("def total(x):", "async def total(x):"),
        ("class Sub(Counter):\n", "class Sub(Counter):\n    def subtract(self):\n        return 0\n\n"),
    ],
)
def test_where_it_is_not_only_functions_nothing_is_left_out(old, new):
    assert differing(old, new) is None

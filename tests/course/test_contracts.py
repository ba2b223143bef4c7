"""Stub and reference agree in public names, arguments, types, docstrings and decorators; bodies are free."""

from __future__ import annotations

import pytest

from learnnn.course.contracts import contract, differences

STUB = '''
import numpy as np


def double(x: np.ndarray, *, n: int = 2) -> np.ndarray:
    """Twice `x`."""
    raise NotImplementedError


class Counter:
    """Counts."""

    def __init__(self, start: int) -> None:
        raise NotImplementedError

    @property
    def count(self) -> int:
        """So far."""
        raise NotImplementedError

    def __call__(self, n: int) -> int:
        """Add `n`."""
        raise NotImplementedError
'''
REFERENCE = STUB.replace("raise NotImplementedError", "pass")


def test_a_contract_holds_every_public_name():
    assert list(contract(STUB)) == ["double", "Counter", "Counter.__init__", "Counter.count", "Counter.__call__"]


@pytest.mark.parametrize("extra", ["", "import math\n", "def _private(): ...\n", "def helper(): ...\n", "LIMIT = 3\n"])
def test_bodies_and_helpers_are_free(extra):
    assert differences(STUB, REFERENCE + extra) == []


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("n: int = 2", "n: int = 3", "double"),
        ("*, n", "n", "double"),
        ("x: np.ndarray,", "x,", "double"),
        (" -> np.ndarray", "", "double"),
        ("Twice `x`.", "Two times `x`.", "double"),
        ("class Counter:", "class Counter(dict):", "Counter"),
        ("Counts.", "It counts.", "Counter"),
        ("start: int", "start: float", "Counter.__init__"),
        ("@property\n    ", "", "Counter.count"),
        ("Add `n`.", "Adds.", "Counter.__call__"),
    ],
)
def test_a_promise_that_is_not_kept_is_named(old, new, name):
    assert differences(STUB, REFERENCE.replace(old, new, 1)) == [
        f"`{name}` has another signature or docstring in the reference"
    ]


def test_a_name_that_is_missing_is_named():
    assert differences(STUB, REFERENCE.replace("def double", "def twice")) == ["the reference does not define `double`"]


def test_the_indentation_of_a_docstring_does_not_matter():
    one = 'def f():\n    """First.\n\n    Second.\n    """\n'
    other = 'def f():\n  """First.\n\n  Second.\n  """\n'

    assert differences(one, other) == []


@pytest.mark.parametrize(("stub", "reference"), [("def f(:", ""), ("", "def f(:")])
def test_a_file_that_is_not_python_is_a_difference(stub, reference):
    (found,) = differences(stub, reference)

    assert "not Python" in found

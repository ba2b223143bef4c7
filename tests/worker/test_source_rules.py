"""Imports and banned names are found in the text, in whatever way they are written, and nothing else is."""

from __future__ import annotations

import warnings

import pytest

from learnnn.worker.source_rules import violations


def lines(source, imports=("numpy",), banned=()) -> list[int]:
    return [violation.line for violation in violations(source, imports, banned)]


@pytest.mark.parametrize(
    "source",
    [
        "import numpy", "import numpy as np", "import numpy.linalg as la", "from numpy import linalg", "from numpy.linalg import *",
        "import math, itertools", "from __future__ import annotations", "from collections.abc import Iterable",
        "torch = 1; torch.x", "'import torch'", "", "# import torch",
    ],
)  # fmt: skip
def test_what_is_allowed_passes(source):
    assert lines(source) == []


@pytest.mark.parametrize(
    "source",
    [
        "import torch", "import torch.nn as nn", "from torch import nn", "from torch.nn import *", "import numpy, torch",
        "def f():\n    import torch", "try:\n    import torch\nexcept ImportError:\n    pass", "import numpyx",
    ],
)  # fmt: skip
def test_a_package_of_another_exercise_is_found_where_it_stands(source):
    (line,) = lines(source)

    assert "import" in source.splitlines()[line - 1]


def test_a_forbidden_import_says_what_there_is():
    (found,) = violations("import torch", ("numpy", "matplotlib"), ())

    assert (
        found.message
        == "`torch` is not used in this exercise; besides the standard library there is `numpy`, `matplotlib`."
    )


@pytest.mark.parametrize("source", ["from . import answers", "from .answers import x", "from .. import answers"])
def test_a_relative_import_is_found(source):
    (found,) = violations(source, ("numpy",), ())

    assert found.message.startswith("a relative import is not used")


def test_several_packages_on_a_line_are_named_in_one_order():
    found = violations("import torch, pandas, jax", ("numpy",), ())

    assert [violation.message.split("`")[1] for violation in found] == ["jax", "pandas", "torch"]


@pytest.mark.parametrize(
    "source",
    [
        "import numpy\nnumpy.linalg.lstsq(a, b)", "import numpy as np\nnp.linalg.lstsq(a, b)",
        "import numpy.linalg as la\nla.lstsq(a, b)", "import numpy.linalg\nnumpy.linalg.lstsq",
        "from numpy import linalg\nlinalg.lstsq(a, b)", "from numpy.linalg import lstsq\nlstsq(a, b)",
        "from numpy.linalg import lstsq as solve\nsolve(a, b)", "import numpy as np\nf = np.linalg.lstsq",
    ],
)  # fmt: skip
def test_a_banned_name_is_found_under_any_alias(source):
    assert lines(source, banned=("numpy.linalg.lstsq",)) == [2]


@pytest.mark.parametrize(
    "source", ["import numpy as np\nnp.linalg.norm(a)", "lstsq = 1\nlstsq", "mine.linalg.lstsq", "'numpy.linalg.lstsq'"]
)
def test_a_name_that_only_looks_banned_passes(source):
    assert lines(source, banned=("numpy.linalg.lstsq",)) == []


@pytest.mark.parametrize("source", ["loss.backward()", "f(x).backward()", "losses[0].backward()", "a.b.backward"])
def test_an_attribute_can_be_banned_on_any_object(source):
    assert lines(source, banned=(".backward",)) == [1]


@pytest.mark.parametrize("source", ["def backward(): pass\nbackward()", "x.feed_backward()", "x.backwards"])
def test_an_attribute_banned_on_objects_may_be_a_plain_name(source):
    assert lines(source, banned=(".backward",)) == []


def test_a_banned_name_says_what_to_do():
    (found,) = violations("loss.backward()", (), (".backward",))

    assert found.message == "`backward` is what this exercise is about: write it yourself."


def test_violations_come_in_the_order_of_the_lines():
    source = "loss.backward()\nimport torch\nloss.backward()"

    assert lines(source, banned=(".backward",)) == [1, 2, 3]


@pytest.mark.parametrize("source", ["def f(:", "x = '", "\0", "x = " + "(" * 500, "x = a" + ".b" * 20_000])
def test_what_does_not_parse_breaks_no_rule(source):
    assert lines(source, banned=(".c",)) == []


def test_a_very_long_chain_is_read():
    assert lines("x = a" + ".b" * 1500 + ".backward", banned=(".backward",)) == [1]


def test_a_warning_about_their_text_does_not_hide_an_import():
    with warnings.catch_warnings(action="error"):
        assert lines('x = "\\d"\nimport torch') == [2]

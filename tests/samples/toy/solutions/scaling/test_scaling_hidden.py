"""Hidden checks of the toy exercise."""

import numpy as np
import pytest

from learnnn.checks import assert_close


@pytest.mark.task("double")
def test_doubles_an_empty_array(student):
    """An array without entries is doubled too."""
    assert_close(student.double(np.zeros((0, 3))), np.zeros((0, 3)), what="the result")


@pytest.mark.task("total")
def test_sums_secret_numbers(student, reference, rng):
    """The sum is right for other numbers."""
    x = rng.normal(size=17)

    assert_close(student.total(x), reference.total(x), what="the sum")

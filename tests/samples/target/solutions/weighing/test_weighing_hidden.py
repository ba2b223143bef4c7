"""Hidden checks."""

import numpy as np
import pytest

from learnnn.checks import assert_close


@pytest.mark.task("weigh")
def test_weighs_other_numbers(student):
    """Any numbers are weighed."""
    assert_close(student.weigh(np.arange(5.0)), 10.0, what="the weight")

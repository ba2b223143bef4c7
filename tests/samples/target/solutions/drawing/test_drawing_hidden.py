"""Hidden checks of a drawing."""

import pytest

from learnnn.checks import require


@pytest.mark.task("draw")
def test_draws_on_one_axes(student):
    """There is one pair of axes."""
    student.draw()

    require(len(student.figure().get("axes") or []) == 1, "There is not one pair of axes.")

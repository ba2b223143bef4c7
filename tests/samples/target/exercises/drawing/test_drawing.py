"""Public checks of a drawing."""

import pytest

from learnnn.checks import assert_equal, require


@pytest.mark.task("draw")
def test_draws_a_line(student):
    """There is one line, and it has two points."""
    student.draw()
    axes = student.figure().get("axes")

    require(bool(axes), "Nothing is drawn.")
    assert_equal([len(line["x"]) for line in axes[0]["lines"]], [2], what="the number of points")

"""Hidden checks. What is asked is a secret (the student's code is told it, and may not tell it on), and so is the answer."""

import pytest

from learnnn.checks import assert_close, assert_equal

ASKED = "@HIDDEN_QUESTION@"


@pytest.mark.task("double")
def test_doubles_secret_numbers(student, reference, rng):
    """Other numbers are doubled too."""
    x = rng.normal(size=(4, 1))

    assert_close(student.double(x), reference.double(x), what="the result")


@pytest.mark.task("label")
def test_label_of_a_secret(student):
    """Another word is read from its end."""
    assert_equal(student.label(ASKED), ASKED[::-1], what="the label")


@pytest.mark.task("label")
def test_label_of_its_label(student):
    """The label of a label is the word."""
    assert_equal(student.label(ASKED[::-1]), ASKED, what="the label")

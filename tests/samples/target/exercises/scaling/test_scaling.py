"""Public checks: one of every kind that a hostile submission may meet."""

import numpy as np
import pytest

from learnnn.checks import (
    assert_as_fast,
    assert_close,
    assert_equal,
    assert_gradient,
    assert_inputs_unchanged,
    require,
    shape_of,
)


@pytest.mark.task("double")
def test_doubles_every_entry(student, reference, rng):
    """Every entry is doubled."""
    x = rng.normal(size=(2, 3))

    assert_close(student.double(x), reference.double(x), what="the result")


@pytest.mark.task("double")
def test_doubles_again(student, reference, rng):
    """Every entry is doubled, whatever was doubled before."""
    for _ in range(3):
        x = rng.normal(size=(2, 3))
        assert_close(student.double(x), reference.double(x), what="the result")


@pytest.mark.task("double")
def test_leaves_its_input_alone(student, rng):
    """The array it is given stays as it is."""
    doubled = student.double(rng.normal(size=4))

    assert_inputs_unchanged(student)
    require(shape_of(doubled) == "an array of shape (4,)", "There is no result.")


@pytest.mark.task("total")
def test_sums_all_entries(student, reference, rng):
    """All entries are summed, along all axes."""
    x = rng.normal(size=(3, 4))

    assert_close(student.total(x), reference.total(x), what="the sum")


@pytest.mark.task("total")
@pytest.mark.timing
def test_sum_needs_no_loop(student, reference):
    """The sum is one array operation, not a Python loop."""

    def work(module, rng):
        x = module.keep(rng.normal(size=200_000))
        return lambda: module.total(x)

    assert_as_fast(student, reference, work, at_most=10)


@pytest.mark.task("counter")
def test_counter_keeps_its_count(student):
    """A counter remembers what was added before."""
    counter = student.Counter(3)

    counts = [counter.add(2), counter.add(1)]

    assert_equal(counts, [5, 6], what="the counts")


@pytest.mark.task("label")
def test_label_is_backwards(student):
    """A word is read from its end."""
    assert_equal(student.label("word"), "drow", what="the label")


@pytest.mark.task("apply")
def test_applies_the_function(student, rng):
    """The function is called for every entry."""
    x = rng.normal(size=4)

    assert_close(student.apply(lambda entry: entry**2 + 1, x), x**2 + 1, what="the result")


@pytest.mark.task("steps")
def test_steps_are_counted(student):
    """The numbers are counted from one."""
    steps = [step for step, _ in zip(student.steps(3), range(4))]  # no more than tell right from wrong

    assert_equal(steps, [1, 2, 3], what="the steps")


@pytest.mark.task("slope")
def test_slope_is_that_of_the_loss(student, rng):
    """The slope agrees with central differences of the loss."""
    x = rng.normal(size=3)

    assert_gradient(student.loss, student.slope(x), x, what="the slope")

"""Public checks of the toy exercise."""

import numpy as np
import pytest

from learnnn.checks import assert_as_fast, assert_close, assert_equal, assert_inputs_unchanged, require, shape_of


@pytest.mark.task("double")
def test_doubles_every_entry(student, reference, rng):
    """Every entry is doubled."""
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
        x = module.keep(rng.normal(size=300_000))
        return lambda: module.total(x)

    assert_as_fast(student, reference, work, at_most=10)


@pytest.mark.task("counter")
@pytest.mark.weight(3)
def test_counter_keeps_its_count(student):
    """A counter remembers what was added before."""
    counter = student.Counter(3)

    counts = [counter.add(2), counter.add(1)]

    assert_equal(counts, [5, 6], what="the counts")


@pytest.mark.task("counter")
def test_counter_starts_where_it_is_told(student):
    """The first count includes the start."""
    assert_equal(student.Counter(np.int64(7)).add(0), 7, what="the count")

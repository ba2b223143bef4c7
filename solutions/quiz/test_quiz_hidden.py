"""Hidden checks: the one question that has other numbers to offer. A fixed answer has nothing more to show."""

import pytest

from learnnn.checks import assert_equal


def parameters(n_in, units, n_out):
    """The parameters of a network with one hidden layer, layer by layer."""
    return (n_in * units + units) + (units * n_out + n_out)


@pytest.mark.task("widest_hidden_layer")
def test_one_unit_more_would_not_fit(student, rng):
    """For any sizes the budget is kept, and one hidden unit more would exceed it."""
    for _ in range(20):
        n_in, n_out, units = map(int, rng.integers(1, 200, size=3))
        room = int(rng.integers(n_in + 1 + n_out))  # for less than another unit
        for budget in (parameters(n_in, units, n_out) + room, parameters(n_in, units + 1, n_out) - 1):
            answer = student.widest_hidden_layer(n_in, n_out, budget)

            assert_equal(answer, units, what="the number of hidden units")


@pytest.mark.task("widest_hidden_layer")
@pytest.mark.parametrize("units", [1, 2, 1000])
def test_exact_budget_is_enough(student, rng, units):
    """A budget that fits to the last parameter is enough, be it for a single hidden unit or for many."""
    n_in, n_out = map(int, rng.integers(1, 200, size=2))

    answer = student.widest_hidden_layer(n_in, n_out, parameters(n_in, units, n_out))

    assert_equal(answer, units, what="the number of hidden units")

"""A part of a unit is rounded up to a whole one. For that one the budget is too small.

Three quarters of a unit cannot be had. What becomes of a budget that is nearly, but not quite, enough for another?

required:
    test_weights_and_biases_share_the_budget
    test_budget_is_not_exceeded
    test_one_unit_more_would_not_fit
"""


def widest_hidden_layer(n_in, n_out, budget):
    """What is left after the output biases, unit by unit."""
    return round((budget - n_out) / (n_in + n_out + 1))

"""Only weights are paid for out of the budget. Hidden units and outputs have biases, and these are parameters too.

What does the network cost with no hidden unit at all, and how much more does it cost with each?

required:
    test_weights_and_biases_share_the_budget
    test_budget_is_not_exceeded
    test_budget_may_be_used_up
    test_one_unit_more_would_not_fit
    test_exact_budget_is_enough
"""


def widest_hidden_layer(n_in, n_out, budget):
    """What is left after the output biases, unit by unit."""
    return budget // (n_in + n_out)

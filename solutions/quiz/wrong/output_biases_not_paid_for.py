"""The biases of the outputs are not paid for. They are there however many hidden units there are, so they come off the
budget first.

Work out the parameters of your answer to the failing call, layer by layer, and compare with the budget.

required:
    test_budget_is_not_exceeded
    test_one_unit_more_would_not_fit
"""


def widest_hidden_layer(n_in, n_out, budget):
    """What is left after the output biases, unit by unit."""
    return budget // (n_in + n_out + 1)

"""A network that needs exactly as many parameters as there is room for is refused. It fits.

The budget is how many parameters there may be. Is that fewer than the budget, or the budget or fewer?

required:
    test_budget_may_be_used_up
    test_exact_budget_is_enough
permitted:
    test_one_unit_more_would_not_fit
"""


def widest_hidden_layer(n_in, n_out, budget):
    """What is left after the output biases, unit by unit."""
    units = 0
    while (n_in + 1 + n_out) * (units + 1) + n_out < budget:
        units += 1
    return units

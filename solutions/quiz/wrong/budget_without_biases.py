"""Only weights are paid for out of the budget. Hidden units and outputs have biases, and these are parameters too.

What does the network cost with no hidden unit at all, and how much more does it cost with each?

required:
    test_weights_and_biases_share_the_budget
    test_budget_is_not_exceeded
    test_budget_may_be_used_up
    test_one_unit_more_would_not_fit
    test_exact_budget_is_enough
"""


def parameter_sum():
    """Weights and biases, layer by layer."""
    sizes = [784, 512, 256, 128, 10]
    return sum(a * b + b for a, b in zip(sizes, sizes[1:]))


def widest_hidden_layer(n_in, n_out, budget):
    """What is left after the output biases, unit by unit."""
    return budget // (n_in + n_out)


def activation_for(place):
    """The letter for each place."""
    letters = {"hidden": "c", "spam": "a", "digit": "b", "animals": "a", "temperature": "d"}
    return letters[place]


def diagnosis_of(run):
    """The letter for each run."""
    letters = {"A": "c", "B": "a", "C": "b", "D": "d", "E": "a"}
    return letters[run]


def stopping_epoch():
    """The last epoch."""
    return 8


def exploding_loss():
    """The letter."""
    return "d"


def climbing_loss():
    """The letter."""
    return "c"


def penalty_slope():
    """The slope."""
    return 2 * 0.01 * 3


def evaluation_scale():
    """The factor."""
    return 0.8


def is_true(statement):
    """Whether it is one of the true ones."""
    return statement in "bgh"

"""Probabilities are read off the sums themselves, which may be negative, and add up to anything. (PyTorch's
cross-entropy takes sums and does the rest itself; a network made for it leaves the rest out. Here the *outputs* are
to be probabilities.)

The ten cases exclude each other, and one of them is the case. Which option turns ten sums into such probabilities?

required:
    test_one_of_ten_has_its_activation
"""


def parameter_sum():
    """Weights and biases, layer by layer."""
    sizes = [784, 512, 256, 128, 10]
    return sum(a * b + b for a, b in zip(sizes, sizes[1:]))


def widest_hidden_layer(n_in, n_out, budget):
    """What is left after the output biases, unit by unit."""
    return (budget - n_out) // (n_in + n_out + 1)


def activation_for(place):
    """The letter for each place."""
    letters = {"hidden": "c", "spam": "a", "digit": "d", "animals": "a", "temperature": "d"}
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

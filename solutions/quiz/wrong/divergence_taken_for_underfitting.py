"""In run D the losses are high, and this is taken for a network that has not learned enough. One that has learned
nothing guesses, and that costs ln 10 = 2.30; this one has become far worse than that.

In which direction does the training loss go, and what are the steps for?

required:
    test_curves_are_read
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
    letters = {"hidden": "c", "spam": "a", "digit": "b", "animals": "a", "temperature": "d"}
    return letters[place]


def diagnosis_of(run):
    """The letter for each run."""
    letters = {"A": "c", "B": "a", "C": "b", "D": "c", "E": "a"}
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

"""Letters in tables, and answers that have been worked out by hand."""


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

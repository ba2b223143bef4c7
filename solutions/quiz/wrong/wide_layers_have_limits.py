"""One hidden layer is believed to be too little for some functions. Two steep tanh units, one minus the other, make a
bump; with enough of them, a curve can be followed as closely as you like. What may be too little is the number of
units one can afford.

A network *without* hidden layer has such limits. What did the first hidden layer change about XOR?

required:
    test_truth_is_told
"""


def is_true(statement):
    """Whether it is one of the true ones."""
    return statement in "gh"

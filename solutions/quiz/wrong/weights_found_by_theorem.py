"""The theorem is believed to speak of training. It says that good weights *exist*. Where they are, how many units they
take, and whether gradient descent comes anywhere near is left open.

Think of a function that a network could represent and training does not find: how could the theorem be true all the
same?

required:
    test_truth_is_told
"""


def is_true(statement):
    """Whether it is one of the true ones."""
    return statement in "bcgh"

"""The loss is given time to come down again. A step along the gradient goes downhill, if it is short enough; a loss
that grows by a factor of five, then of twenty-five, is not on its way over a hill, and `nan` never comes back.

What about these steps is not as it should be, when their direction has been checked?

required:
    test_explosion_is_explained
"""


def exploding_loss():
    """The letter."""
    return "c"

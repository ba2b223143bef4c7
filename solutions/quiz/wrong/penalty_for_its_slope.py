"""This is what the weight adds to the loss. The question is how fast that changes when the weight does.

Differentiate lam times w squared with respect to w.

required:
    test_penalty_is_differentiated
"""


def penalty_slope():
    """The slope."""
    return 0.01 * 3**2

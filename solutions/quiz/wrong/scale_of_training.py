"""This is the factor of inverted dropout, by which the units that speak are multiplied in *training*. Here training
had no scale, and in evaluation more arrives than before, not less.

Of ten units that all send a 1, how much arrived in training, on average? How much arrives in evaluation?

required:
    test_averages_agree
"""


def evaluation_scale():
    """The factor."""
    return 1 / 0.8

"""Evaluation is left as it is. That is right with inverted dropout, where training has a scale; here it had none, and
now more units speak than the next layer is used to.

Of ten units that all send a 1, how much arrived in training, on average? How much arrives in evaluation?

required:
    test_averages_agree
"""


def evaluation_scale():
    """The factor."""
    return 1.0

"""This is the share of the units that fell silent in training. Some texts do say that activations are scaled by the
dropout rate; but the next layer received what the *others* sent.

Of ten units that all send a 1, how much arrived in training, on average? How much arrives in evaluation?

required:
    test_averages_agree
"""


def evaluation_scale():
    """The factor."""
    return 0.2

"""Epoch 5 is the one whose weights are kept in the end. When it was over nobody could know that: some epochs of
waiting had to come first.

How many more epochs are trained after the best one before patience is at an end?

required:
    test_patience_is_counted
"""


def stopping_epoch():
    """The last epoch."""
    return 5

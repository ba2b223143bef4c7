"""Epoch 6 is the third without a new lowest loss, but not the third in a row. A new lowest loss shows that the waiting was
worth it: the count starts again at zero.

Go through the row and write the number of epochs waited below each. What is it after epoch 5?

required:
    test_patience_is_counted
"""


def stopping_epoch():
    """The last epoch."""
    return 6

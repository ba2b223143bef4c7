"""9 is an epoch too late: training ends when the third epoch in a row has brought nothing new, whatever would have come
after that.

Count the epochs since the lowest loss. After which of them are there three?

required:
    test_patience_is_counted
"""


def stopping_epoch():
    """The last epoch."""
    return 9

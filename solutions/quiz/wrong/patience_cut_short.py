"""7 is an epoch too early: by then only two epochs in a row have brought nothing new. The best epoch itself is not one of
them.

Count the epochs since the lowest loss, by the numbers in the first row. After which of them are there three?

required:
    test_patience_is_counted
"""


def stopping_epoch():
    """The last epoch."""
    return 7

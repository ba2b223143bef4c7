"""Training goes on to the end of the row. Perhaps each loss was compared with the one just before it; then a loss that
goes up and down never looks bad three times in a row, though it gets nowhere.

Compare each loss with the lowest so far, and count the epochs that did not beat it.

required:
    test_patience_is_counted
"""


def stopping_epoch():
    """The last epoch."""
    return 10

"""In run C the training loss falls to nearly nothing, and this is taken for success. What counts is how the network
does on examples it was not fitted to.

Follow C's validation loss from left to right. After which of these epochs would you rather have the network?

required:
    test_curves_are_read
"""


def diagnosis_of(run):
    """The letter for each run."""
    letters = {"A": "c", "B": "a", "C": "a", "D": "d", "E": "a"}
    return letters[run]

"""In run B the loss is higher on validation data than on training data, and this is taken for overfitting. A gap is to
be expected: the training examples are those the network was fitted to.

What does the validation loss itself do, from epoch to epoch? Would you have wanted this training to stop earlier?

required:
    test_curves_are_read
"""


def diagnosis_of(run):
    """The letter for each run."""
    letters = {"A": "c", "B": "b", "C": "b", "D": "d", "E": "a"}
    return letters[run]

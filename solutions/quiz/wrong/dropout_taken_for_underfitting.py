"""In run E the training loss is the higher one, and this is taken for underfitting. The two were not measured on the
same network: half of the units were silent for the one, none for the other.

Is the validation loss low, and does it still fall? Measured without dropout, where would the training loss lie?

required:
    test_curves_are_read
"""


def diagnosis_of(run):
    """The letter for each run."""
    letters = {"A": "c", "B": "a", "C": "b", "D": "d", "E": "c"}
    return letters[run]

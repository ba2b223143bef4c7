"""In run D the validation loss rises, and this is taken for overfitting. A network that overfits does ever *better* on
its training examples.

Look at D's training loss. Would more examples, or dropout, help this run?

required:
    test_curves_are_read
"""


def diagnosis_of(run):
    """The letter for each run."""
    letters = {"A": "c", "B": "a", "C": "b", "D": "b", "E": "a"}
    return letters[run]

"""In run C the validation loss rises, and this is taken for divergence. Gradient descent does its work here: the
training loss, which is all it ever sees, falls to the end.

If something gets better at its training examples and worse at others, what has it learned?

required:
    test_curves_are_read
"""


def diagnosis_of(run):
    """The letter for each run."""
    letters = {"A": "c", "B": "a", "C": "d", "D": "d", "E": "a"}
    return letters[run]

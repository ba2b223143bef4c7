"""In run D the losses are high, and this is taken for a network that has not learned enough. One that has learned
nothing guesses, and that costs ln 10 = 2.30; this one has become far worse than that.

In which direction does the training loss go, and what are the steps for?

required:
    test_curves_are_read
"""


def diagnosis_of(run):
    """The letter for each run."""
    letters = {"A": "c", "B": "a", "C": "b", "D": "c", "E": "a"}
    return letters[run]

"""In run A the two losses agree, and this is taken for success. They agree on a loss near ln 10 = 2.30, which is what
guessing among ten classes costs: nothing has been learned that could fail to hold elsewhere.

Look at the level of a loss before you look at the gap. What would a network cost that gives each class a tenth?

required:
    test_curves_are_read
"""


def diagnosis_of(run):
    """The letter for each run."""
    letters = {"A": "a", "B": "a", "C": "b", "D": "d", "E": "a"}
    return letters[run]

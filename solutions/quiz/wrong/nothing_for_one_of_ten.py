"""Probabilities are read off the sums themselves, which may be negative, and add up to anything. (PyTorch's
cross-entropy takes sums and does the rest itself; a network made for it leaves the rest out. Here the *outputs* are
to be probabilities.)

The ten cases exclude each other, and one of them is the case. Which option turns ten sums into such probabilities?

required:
    test_one_of_ten_has_its_activation
"""


def activation_for(place):
    """The letter for each place."""
    letters = {"hidden": "c", "spam": "a", "digit": "d", "animals": "a", "temperature": "d"}
    return letters[place]

"""A probability is read off the sum itself, which may be any number, below 0 and above 1.

Something has to bring the sum between 0 and 1. (A loss may do that itself, and then the network may leave it out;
here the *output* is to be the probability.)

required:
    test_yes_or_no_has_its_activation
"""


def activation_for(place):
    """The letter for each place."""
    letters = {"hidden": "c", "spam": "d", "digit": "b", "animals": "a", "temperature": "d"}
    return letters[place]

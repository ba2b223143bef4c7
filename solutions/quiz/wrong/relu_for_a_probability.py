"""A probability gets the ReLU, whose values go from 0 up without end.

What would a probability of 7 mean? Look for a function whose values all lie between 0 and 1.

required:
    test_yes_or_no_has_its_activation
"""


def activation_for(place):
    """The letter for each place."""
    letters = {"hidden": "c", "spam": "c", "digit": "b", "animals": "a", "temperature": "d"}
    return letters[place]

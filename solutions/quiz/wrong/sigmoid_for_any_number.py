"""A temperature gets the sigmoid, whose values lie between 0 and 1: tomorrow would be at most one degree above zero.

Which numbers may the answer be? The output must be able to be any of them.

required:
    test_any_number_has_its_activation
"""


def activation_for(place):
    """The letter for each place."""
    letters = {"hidden": "c", "spam": "a", "digit": "b", "animals": "a", "temperature": "a"}
    return letters[place]

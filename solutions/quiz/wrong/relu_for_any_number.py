"""A temperature gets the ReLU, which is never below 0: it would never freeze again. And whenever the sum is negative,
the slope is 0 and nothing is learned from the mistake.

Which numbers may the answer be? The output must be able to be any of them.

required:
    test_any_number_has_its_activation
"""


def activation_for(place):
    """The letter for each place."""
    letters = {"hidden": "c", "spam": "a", "digit": "b", "animals": "a", "temperature": "c"}
    return letters[place]

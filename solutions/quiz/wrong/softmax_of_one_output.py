"""A single output gets the softmax, which divides each exponential by the sum of all of them. Of one output that is
always 1: every message would be spam.

Write the formula down for a layer with one unit. What is wanted is a function that turns any sum into a
probability, by itself.

required:
    test_yes_or_no_has_its_activation
"""


def activation_for(place):
    """The letter for each place."""
    letters = {"hidden": "c", "spam": "b", "digit": "b", "animals": "a", "temperature": "d"}
    return letters[place]

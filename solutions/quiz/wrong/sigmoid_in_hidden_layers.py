"""The hidden layers get the sigmoid, as they did for decades. Its slope is nowhere above 1/4, and a gradient that
comes back through ten layers is multiplied by ten such slopes.

What is the largest number that ten factors of at most 1/4 can make? Which of the functions lets a gradient through
undiminished, wherever its unit is active?

required:
    test_hidden_layers_have_their_activation
"""


def activation_for(place):
    """The letter for each place."""
    letters = {"hidden": "a", "spam": "a", "digit": "b", "animals": "a", "temperature": "d"}
    return letters[place]

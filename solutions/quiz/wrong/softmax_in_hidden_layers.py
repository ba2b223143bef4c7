"""The hidden layers get the softmax, so that the units of a layer share an activation of 1 in all: one can speak up
only if the others fall silent.

A hidden layer notes many things about an input at once. Each unit should be able to answer for itself, and let
gradients through.

required:
    test_hidden_layers_have_their_activation
"""


def activation_for(place):
    """The letter for each place."""
    letters = {"hidden": "b", "spam": "a", "digit": "b", "animals": "a", "temperature": "d"}
    return letters[place]

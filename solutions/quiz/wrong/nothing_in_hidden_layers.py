"""The hidden layers get no activation function. Then ten of them, one behind the other, compute no more than a single
layer could: a product of matrices is a matrix.

Something that is not a straight line has to stand between two layers.

required:
    test_hidden_layers_have_their_activation
"""


def activation_for(place):
    """The letter for each place."""
    letters = {"hidden": "d", "spam": "a", "digit": "b", "animals": "a", "temperature": "d"}
    return letters[place]

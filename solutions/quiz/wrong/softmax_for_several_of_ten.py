"""Ten outputs of which several may be right get the softmax, which makes them share a probability of 1. With a cat and
a dog in the picture, neither could be certain.

Finding a cat says nothing against a dog. How many separate yes-or-no questions are asked here?

required:
    test_several_of_ten_have_their_activation
"""


def activation_for(place):
    """The letter for each place."""
    letters = {"hidden": "c", "spam": "a", "digit": "b", "animals": "b", "temperature": "d"}
    return letters[place]

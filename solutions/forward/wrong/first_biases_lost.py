"""The biases of the first layer are lost on the way.

Multiply (X W1 + b1) W2 + b2 out: how many terms does it have, and which of them do not contain X?

required:
    test_collapse_of_the_worked_example
    test_one_layer_does_the_work_of_two
    test_collapse_of_any_shape
    test_many_linear_layers_are_one
    test_collapse_takes_any_array
"""


def collapse_linear(W1, b1, W2, b2):
    return W1 @ W2, b2

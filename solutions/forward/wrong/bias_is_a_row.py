"""The biases of the one layer are a matrix of one row, where a vector is asked for.

A vector times a matrix is a vector again. Compare the shape of `b` with that of `b2`.

required:
    test_collapse_of_the_worked_example
    test_one_layer_does_the_work_of_two
    test_collapse_of_any_shape
    test_many_linear_layers_are_one
    test_collapse_takes_any_array
"""


def collapse_linear(W1, b1, W2, b2):
    b1, b2 = b1.reshape(1, -1), b2.reshape(1, -1)
    return W1 @ W2, b1 @ W2 + b2

"""The two matrices are multiplied in the wrong order.

The batch meets W1 first, so W1 stands closest to X: (X W1) W2. Write down the shapes side by side; the inner ones
must be alike.

required:
    test_collapse_of_the_worked_example
    test_one_layer_does_the_work_of_two
    test_collapse_of_any_shape
    test_many_linear_layers_are_one
    test_collapse_takes_any_array
"""


def collapse_linear(W1, b1, W2, b2):
    return W2 @ W1, b1 @ W2 + b2

"""The biases of the two layers are added to each other as they are.

The biases of the first layer are part of what the second layer is given. What does it do with everything it is given?

required:
    test_collapse_of_the_worked_example
    test_one_layer_does_the_work_of_two
    test_collapse_of_any_shape
    test_many_linear_layers_are_one
    test_collapse_takes_any_array
"""


def collapse_linear(W1, b1, W2, b2):
    return W1 @ W2, b1 + b2

"""A ReLU is applied to what the first layer adds. The two layers to be collapsed have none between them.

A layer with a ReLU behind it cannot be collapsed at all; that is the point. Here everything is a sum of products.

required:
    test_collapse_of_the_worked_example
    test_one_layer_does_the_work_of_two
    test_collapse_of_any_shape
    test_many_linear_layers_are_one
    test_collapse_takes_any_array
"""

import numpy as np


def collapse_linear(W1, b1, W2, b2):
    return np.maximum(0, W1) @ W2, np.maximum(0, b1) @ W2 + b2

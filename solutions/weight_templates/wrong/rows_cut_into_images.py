"""The weights are cut into images row by row, so that each template mixes the weights of all classes.

What belongs to one class is a column of the weights. `reshape` reads a matrix along its rows; what has to change before it does?

unnamed: loops_over_classes
required:
    test_templates_by_hand
    test_each_template_is_a_column
    test_templates_of_any_shape
permitted:
    test_any_number_of_templates_is_shown
    test_templates_are_shown_upright
"""

import math


def templates(W, image_shape):
    n_pixels, n_classes = W.shape
    if math.prod(image_shape) != n_pixels:
        raise ValueError("the image has another number of pixels than there are weights")
    return W.reshape((n_classes, *image_shape))

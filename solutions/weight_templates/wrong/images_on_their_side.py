"""The templates lie on their side: their rows are the image's columns.

Images are unrolled row by row. The second weight of a class belongs to the pixel to the right of the first, not below it.

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
    return W.reshape((*image_shape, n_classes)).T

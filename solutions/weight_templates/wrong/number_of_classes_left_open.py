"""An image whose size goes several times into the number of weights is not refused: there come out more templates than classes.

With `-1` for one of the lengths, `reshape` takes whatever makes the numbers fit. The number of classes is known: ask for it.

over: loops_over_classes, reference
required:
    test_images_that_are_too_small_or_too_large_are_refused
permitted:
    test_images_that_are_not_square_are_refused
"""


def templates(W, image_shape):
    return W.T.reshape(-1, *image_shape)

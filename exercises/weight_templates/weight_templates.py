"""What a classifier of one layer has learned: one template for each class, as large as the images.

`D` is the number of pixels of an image and `K` the number of classes. Images come unrolled, row by row, as the rows of
`X (N, D)`, or one alone as `x (D,)`. Column k of the weights `W (D, K)` belongs to class k; `D` and `K` are at least 1.

All of these are NumPy arrays of float32 or float64, images of uint8 or int64 as well. They may be read-only or not
contiguous, and are not changed. Answers are new arrays of float32 or float64, or views of the arguments.
"""

import numpy as np
from matplotlib.figure import Figure


def score(x: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """How much each class speaks for the images: the sum `z = b + sum of w * x` over all pixels, for every class.

    `x` is one image (D,) or a batch (N, D), `W` are the weights (D, K), `b` the biases (K,). The answer is (K,) for one
    image and (N, K) for a batch, whose N may be 0.
    """
    raise NotImplementedError


def contributions(x: np.ndarray, W: np.ndarray) -> np.ndarray:
    """What each pixel of one image `x` (D,) adds to each score: its value times its weight, as an array (D, K).

    Entry [i, k] is what pixel i gives to class k. The sum over the pixels is the score without its bias.
    """
    raise NotImplementedError


def templates(W: np.ndarray, image_shape: tuple[int, ...]) -> np.ndarray:
    """The weights of each class arranged like the pixels of an image, as an array (K, *image_shape).

    `image_shape` is (height, width), or (height, width, 3) for colours, or any other tuple of lengths, each 1 or more.
    Images are unrolled row by row: the last index runs fastest. The answer holds the numbers of `W` (D, K) as they are, in
    its dtype.

    Raises ValueError if an image of that shape does not have exactly D numbers.
    """
    raise NotImplementedError


def class_means(X: np.ndarray, y: np.ndarray, n_classes: int) -> np.ndarray:
    """The mean image of each class: row c of the answer (n_classes, D) is the mean of the images of class c.

    `X` (N, D) are images, such as pixels of uint8 from 0 to 255, and `y` (N,) their classes, integers from 0 to
    n_classes - 1. A class without images has a row of NaN; N may be 0. A warning by NumPy about that does no harm.
    """
    raise NotImplementedError


def template_correlation(W: np.ndarray, means: np.ndarray) -> np.ndarray:
    """How alike templates and mean images are, as an array (K, C) of numbers from -1 to 1.

    Entry [k, c] is Pearson's correlation over the pixels between the template of class k, column k of `W` (D, K), and row c
    of `means` (C, D). D is at least 2, and no template and no mean has the same number everywhere.
    """
    raise NotImplementedError


def plot_templates(W: np.ndarray) -> Figure:
    """Show the template of each class as a square image, in a new figure with one axes for each class.

    The axes of class k is titled with its number, `0`, `1`, ... In it is one image, drawn with `imshow` and without an
    `extent`, that shows the weights of class k in `W` (D, K) as they are: row 0 at the top, column 0 on the left. Colours
    and anything else are up to you; there may be colour bars, and axes that are left over stay empty. Returns the figure.

    Raises ValueError if D is not the square of a whole number.
    """
    raise NotImplementedError

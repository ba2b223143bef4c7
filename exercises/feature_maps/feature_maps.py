"""Feature maps: a small kernel slides over an image and says, place by place, how much it finds of its pattern."""

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure


def edge_kernels() -> np.ndarray:
    """Four kernels for edges, an array of floats (4, 1, 3, 3) that `conv2d` can lay on a grey image (1, H, W).

    The first is Sobel's, with the rows (-1, 0, 1), (-2, 0, 2) and (-1, 0, 1): it answers where an image gets lighter from
    left to right. Each of the others is the one before it with its eight outer numbers moved on by one place, clockwise;
    so they answer where it gets lighter to the lower right, downwards, and to the lower left.
    """
    raise NotImplementedError


def output_size(size: int, kernel_size: int, stride: int = 1, padding: int = 0) -> int:
    """How many numbers a map has along one axis, an int: as many as there are places for the kernel.

    `size` is the length of the image along that axis, and `padding` how many zeros are set before it and as many again
    behind it. The kernel covers `kernel_size` of these `size + 2 * padding` numbers. Its first place begins at the first
    of them, each other place begins `stride` further on, and in all places it lies on numbers entirely; what the last
    place leaves over is not looked at.

    Raises ValueError if the kernel has no place at all, if `kernel_size` or `stride` is below 1, or if `padding` is
    negative.
    """
    raise NotImplementedError


def conv2d(image: np.ndarray, kernels: np.ndarray, stride: int = 1, padding: int = 0) -> np.ndarray:
    """The feature maps (K, H', W') of an image (C, H, W) under K kernels (C, h, w), given as an array (K, C, h, w).

    Entry [k, i, j] is the sum, over all channels c, rows m and columns n of the kernel, of

        kernels[k, c, m, n] * padded[c, i * stride + m, j * stride + n]

    where `padded` is the image with `padding` rows and columns of zeros on all four sides. The kernel is laid on the image
    as it is, not turned. H' and W' are what `output_size` gives for the height and the width. C, K, h and w are at least
    1. All arrays may hold floats or integers, those of a photograph (uint8) for instance; the answer holds floats,
    computed as with floats. No array is changed.

    Raises ValueError where `output_size` does for the height or the width, and if the kernels have not as many channels
    as the image.
    """
    raise NotImplementedError


def max_pool(maps: np.ndarray, size: int = 2, stride: int | None = None) -> np.ndarray:
    """The largest number in each window of `size` by `size`, for each of the maps (K, H, W) on its own: (K, H', W').

    Windows begin `stride` rows and columns apart; None stands for `size`, so that they lie side by side. There is no
    padding. H' and W' are what `output_size` gives for H and W: rows and columns at the end that fill no window are left
    out. The numbers are of any sign. The answer has the dtype of `maps`, which are not changed.

    Raises ValueError where `output_size` does for the height or the width, with `size` as the size of the kernel.
    """
    raise NotImplementedError


def plot_feature_maps(image: np.ndarray, maps: np.ndarray, titles: Sequence[str]) -> Figure:
    """Show a grey image (H, W) and K maps (K, H', W') that were made of it, in a new figure.

    Each is shown with `imshow` in axes of its own, with row 0 at the top: first the image, with the title `image`, then
    the maps in their order with the K `titles`. K is at least 1. All maps share one scale of shades, from the lowest to the
    highest number among all of `maps`, so that equal shades are equal numbers. Scale and colours of the image are up to
    you, and so is anything else: labels, colour bars, axes left over that stay empty. No array is changed. Returns the
    figure.
    """
    raise NotImplementedError

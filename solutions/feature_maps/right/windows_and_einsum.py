"""Every window is a view with axes of its own, and one einsum adds up all of them; pooling takes the largest of a view."""

import matplotlib.pyplot as plt
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def edge_kernels():
    sobel = np.outer([1, 2, 1], [-1, 0, 1])
    slanted = np.array([[-2, -1, 0], [-1, 0, 1], [0, 1, 2]])
    return np.array([sobel, slanted, sobel.T, slanted[:, ::-1]], dtype=np.float32)[:, np.newaxis]


def output_size(size, kernel_size, stride=1, padding=0):
    if kernel_size <= 0 or stride <= 0 or padding <= -1:
        raise ValueError("no such kernel")
    left_over = size + padding + padding - kernel_size
    if left_over < 0:
        raise ValueError("no place for the kernel")
    return divmod(left_over, stride)[0] + 1


def _windows(stack, h, w, stride):
    """(C, H', W', h, w), a view."""
    return sliding_window_view(stack, (h, w), axis=(1, 2))[:, ::stride, ::stride]


def conv2d(image, kernels, stride=1, padding=0):
    for length, side in zip(image.shape[1:], kernels.shape[2:]):
        output_size(length, side, stride, padding)
    if image.shape[0] != kernels.shape[1]:
        raise ValueError("as many channels, please")
    padded = np.pad(image.astype(float), [(0, 0), (padding, padding), (padding, padding)])
    windows = _windows(padded, *kernels.shape[2:], stride)
    return np.einsum("cijmn,kcmn->kij", windows, kernels, optimize=True)


def max_pool(maps, size=2, stride=None):
    stride = size if stride is None else stride
    output_size(maps.shape[1], size, stride)
    output_size(maps.shape[2], size, stride)
    return np.amax(_windows(maps, size, size, stride), axis=(-2, -1))


def plot_feature_maps(image, maps, titles):
    rows = 1 + -(-len(maps) // 3)
    figure, axes = plt.subplots(rows, 3, squeeze=False)
    for ax in axes.flat:
        ax.set_axis_off()
    scale = plt.Normalize(maps.min(), maps.max())
    axes[0, 1].imshow(image)
    axes[0, 1].set_title("image")
    for ax, one, title in zip(axes[1:].flat, maps, titles):
        ax.imshow(one, norm=scale, cmap="RdBu")
        ax.set_title(title)
    return figure

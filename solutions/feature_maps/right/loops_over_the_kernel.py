"""A loop over the kernel's cells, and another over the windows that are pooled."""

import matplotlib.pyplot as plt
import numpy as np


def edge_kernels():
    right = [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
    lower_right = [[-2, -1, 0], [-1, 0, 1], [0, 1, 2]]
    down = [[-1, -2, -1], [0, 0, 0], [1, 2, 1]]
    lower_left = [[0, -1, -2], [1, 0, -1], [2, 1, 0]]
    return np.array([[right], [lower_right], [down], [lower_left]], dtype=float)


def output_size(size, kernel_size, stride=1, padding=0):
    if kernel_size < 1 or stride < 1 or padding < 0:
        raise ValueError("no such kernel")
    room = size + 2 * padding - kernel_size
    if room < 0:
        raise ValueError("no place for the kernel")
    return room // stride + 1


def conv2d(image, kernels, stride=1, padding=0):
    C, H, W = image.shape
    K, kernel_channels, h, w = kernels.shape
    if kernel_channels != C:
        raise ValueError("as many channels as the image has are needed")
    out_h = output_size(H, h, stride, padding)
    out_w = output_size(W, w, stride, padding)
    padded = np.zeros((C, H + 2 * padding, W + 2 * padding))
    padded[:, padding : padding + H, padding : padding + W] = image
    maps = np.zeros((K, out_h, out_w))
    for m in range(h):
        for n in range(w):
            pixels = padded[:, m : m + stride * out_h : stride, n : n + stride * out_w : stride]
            maps += np.tensordot(kernels[:, :, m, n], pixels, axes=1)
    return maps


def max_pool(maps, size=2, stride=None):
    if stride is None:
        stride = size
    K, H, W = maps.shape
    out_h, out_w = output_size(H, size, stride), output_size(W, size, stride)
    pooled = np.zeros((K, out_h, out_w), dtype=maps.dtype)
    for i in range(out_h):
        for j in range(out_w):
            window = maps[:, i * stride : i * stride + size, j * stride : j * stride + size]
            pooled[:, i, j] = window.max(axis=(1, 2))
    return pooled


def plot_feature_maps(image, maps, titles):
    fig, axes = plt.subplots(1, len(maps) + 1)
    axes[0].imshow(image, cmap="gray")
    axes[0].set_title("image")
    low, high = maps.min(), maps.max()
    for ax, one, title in zip(axes[1:], maps, titles):
        ax.imshow(one, cmap="gray", vmin=low, vmax=high)
        ax.set_title(title)
    return fig

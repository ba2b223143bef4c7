"""The loop goes over the places in the kernel: each of them lays a shifted image, weighted, on a growing pile of maps."""

from itertools import product

import numpy as np
from matplotlib import pyplot as plt

RING = [(0, 0), (0, 1), (0, 2), (1, 2), (2, 2), (2, 1), (2, 0), (1, 0)]  # clockwise, from the upper left


def edge_kernels():
    around = [-1.0, 0.0, 1.0, 2.0, 1.0, 0.0, -1.0, -2.0]
    kernels = []
    for turn in range(4):
        kernel = np.zeros((1, 3, 3))
        for place, (m, n) in enumerate(RING):
            kernel[0, m, n] = around[place - turn]
        kernels.append(kernel)
    return np.stack(kernels)


def output_size(size, kernel_size, stride=1, padding=0):
    if min(kernel_size, stride) < 1 or padding < 0:
        raise ValueError("sizes are positive")
    places = len(range(0, size + 2 * padding - kernel_size + 1, stride))
    if places == 0:
        raise ValueError("the kernel is larger than the image")
    return places


def conv2d(image, kernels, stride=1, padding=0):
    (C, H, W), (K, channels, h, w) = image.shape, kernels.shape
    rows, columns = output_size(H, h, stride, padding), output_size(W, w, stride, padding)
    if C != channels:
        raise ValueError(f"{channels} channels do not fit {C}")
    padded = np.zeros((C, H + 2 * padding, W + 2 * padding))
    padded[:, padding : padding + H, padding : padding + W] = image
    maps = np.zeros((K, rows, columns))
    for m, n in product(range(h), range(w)):
        shifted = padded[:, m:, n:][:, ::stride, ::stride][:, :rows, :columns]
        maps += np.tensordot(kernels[:, :, m, n].astype(float), shifted, axes=1)
    return maps


def max_pool(maps, size=2, stride=None):
    step = size if stride is None else stride
    rows, columns = (output_size(length, size, step) for length in maps.shape[1:])
    pooled = None
    for m in range(size):
        for n in range(size):
            seen = maps[:, m : m + rows * step : step, n : n + columns * step : step][:, :rows, :columns]
            pooled = seen.copy() if pooled is None else np.maximum(pooled, seen)
    return pooled


def plot_feature_maps(image, maps, titles):
    figure = plt.figure(figsize=(3 * len(maps) + 3, 3))
    for place in range(len(maps) + 1):
        ax = figure.add_subplot(1, len(maps) + 1, place + 1, xticks=[], yticks=[])
        if place == 0:
            ax.imshow(image, cmap="gray", aspect="auto")
            ax.set_title("image")
        else:
            shades = ax.imshow(maps[place - 1], vmin=np.amin(maps), vmax=np.amax(maps), interpolation="nearest")
            ax.set_title(titles[place - 1])
            figure.colorbar(shades, ax=ax, orientation="horizontal")
    return figure

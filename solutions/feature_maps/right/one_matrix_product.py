"""Pixels are picked by tables of their numbers, a convolution is one product of two matrices, and pooling sorts."""

import matplotlib.pyplot as plt
import numpy as np


def edge_kernels():
    turned = [np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], dtype=float)]
    clockwise = np.array([0, 1, 2, 5, 8, 7, 6, 3])
    while len(turned) < 4:
        kernel = turned[-1].copy()
        kernel.flat[np.roll(clockwise, -1)] = turned[-1].flat[clockwise]
        turned.append(kernel)
    return np.array(turned).reshape(4, 1, 3, 3)


def output_size(size, kernel_size, stride=1, padding=0):
    if kernel_size < 1:
        raise ValueError("a kernel has at least one number")
    if stride < 1:
        raise ValueError("the kernel has to move on")
    if padding < 0:
        raise ValueError("nothing can be cut off")
    size += 2 * padding
    count = 0
    first = 0
    while first + kernel_size <= size:
        count += 1
        first += stride
    if not count:
        raise ValueError("the kernel does not fit")
    return count


def _numbers(length, side, stride, padding=0):
    """Which pixels lie below the kernel along one axis: (places, side)."""
    places = np.arange(output_size(length, side, stride, padding))
    return places[:, None] * stride + np.arange(side)


def _table(shape, h, w, stride, padding=0):
    """Which pixels of a flat channel lie below the kernel: (H' * W', h * w), and H' and W'."""
    rows, columns = _numbers(shape[1], h, stride, padding), _numbers(shape[2], w, stride, padding)
    whole = rows[:, None, :, None] * (shape[2] + 2 * padding) + columns[None, :, None, :]
    return whole.reshape(len(rows) * len(columns), h * w), (len(rows), len(columns))


def conv2d(image, kernels, stride=1, padding=0):
    if len(image) != kernels.shape[1]:
        raise ValueError("each channel of the image needs one in the kernels")
    where, size = _table(image.shape, *kernels.shape[2:], stride, padding)
    border = np.zeros(np.add(image.shape, (0, 2 * padding, 2 * padding)))
    border[tuple(slice(edge, edge + n) for edge, n in zip((0, padding, padding), image.shape))] = image
    patches = border.reshape(len(image), -1)[:, where]  # (C, places, h * w)
    patches = patches.transpose(0, 2, 1).reshape(-1, len(where))  # (C * h * w, places)
    return (kernels.reshape(len(kernels), -1) @ patches).reshape(-1, *size)


def max_pool(maps, size=2, stride=None):
    where, shape = _table(maps.shape, size, size, stride if stride is not None else size)
    patches = np.sort(maps.reshape(len(maps), -1)[:, where], axis=-1)
    return patches[..., -1].reshape(len(maps), *shape)


def plot_feature_maps(image, maps, titles):
    names = ["image", *titles]
    figure, axes = plt.subplots(len(names), 1, layout="tight")
    drawn = [ax.imshow(array, origin="upper") for ax, array in zip(axes, [image, *maps])]
    low, high = min(one.min() for one in maps), max(one.max() for one in maps)
    for ax, name, shades in zip(axes, names, drawn):
        ax.set_title(name, loc="center")
        ax.set_xlabel("column")
        ax.set_ylabel("row")
        if name is not names[0]:
            shades.set_clim(low, high)
    figure.colorbar(drawn[-1], ax=axes[1:].tolist())
    return figure

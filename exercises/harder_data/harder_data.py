"""Harder data: colour images read from CIFAR-10's files, why templates of them blur, and three networks compared."""

from pathlib import Path

import numpy as np
import torch
from torch import nn


def load_cifar_batch(path: str | Path) -> tuple[np.ndarray, np.ndarray]:
    """The images and labels in one file of CIFAR-10's *binary version*.

    Such a file is nothing but records of 3073 bytes, one for each picture: one byte for the label, 0 to 9, then 1024
    bytes for red, 1024 for green and 1024 for blue, each colour row by row from the top, 32 rows of 32.

    Returns new arrays: images (N, 3, 32, 32), float32, each byte divided by 255, so from 0 to 1; labels (N,), int64.

    Raises ValueError if the file is empty or its length is no multiple of 3073; the message then contains the file's
    name (without its folder) and its length in bytes. Raises ValueError if a label is above 9; the message then contains
    the file's name, the number of the first such picture, counted from 0, and its label. A file that is not there raises
    FileNotFoundError.
    """
    raise NotImplementedError


def explained_by_means(images: np.ndarray, labels: np.ndarray) -> float:
    """The share of the images' variance that the means of their classes explain, from 0 to 1.

    `images` (N, …) are numbers, floats or integers such as uint8, in any shape behind the first axis. `labels` (N,) are
    whole numbers; which ones does not matter, and classes may differ in size. With the mean m of all images, the mean m_c of
    the n_c images of class c, and squares summed over all pixels, the share is

        Σ_c n_c ‖m_c - m‖²  /  Σ_i ‖x_i - m‖²

    It is 0.0 if all images are equal. Computed in float64, returned as a float. The arguments are not changed.

    Raises ValueError if there are no images, or not as many as labels.
    """
    raise NotImplementedError


def build_network(kind: str, image_shape: tuple[int, int, int], n_classes: int) -> nn.Module:
    """A new network that turns images (N, C, H, W), float32, into scores (N, `n_classes`).

    `image_shape` is (C, H, W). The layers, in this order, with biases, and with the random weights that PyTorch gives them:

    "one-layer"    one dense layer from all C·H·W numbers of an image to the scores
    "two-layer"    a dense layer to 64 hidden units, ReLU, a dense layer to the scores
    "convolution"  a convolution to 16 channels, ReLU, max pooling, a convolution from 16 to 32 channels, ReLU, max
                   pooling, a dense layer to the scores. Kernels are 3 x 3 with a padding of 1; pooling takes 2 x 2 pixels
                   to one, and drops a row or column that is left over. H and W are at least 4.

    An image is laid out as a row as in memory: channel after channel, row after row. `network.parameters()` gives the weight
    and then the bias of each layer, in the order of the layers; how the layers are called is up to you.

    Raises ValueError for any other kind.
    """
    raise NotImplementedError


def train_network(
    network: nn.Module, images: np.ndarray, labels: np.ndarray, *, epochs: int, batch_size: int, lr: float
) -> list[float]:
    """Train `network` in place, and return the loss of every epoch.

    `images` (N, C, H, W), floats, and `labels` (N,), whole numbers from 0, are NumPy arrays with N at least 1; they may be
    read-only and are not changed. The network computes in float32. It is in training mode while it trains. In each epoch
    the images come in the order given, `batch_size` at a time, and the last batch may be shorter. Each batch makes one step
    of Adam (`torch.optim.Adam` with the learning rate `lr`, a new one for each call) along the gradient of its mean
    cross-entropy.

    The answer has one float for each epoch: the mean over all samples of the loss that each had just before its batch's
    step.
    """
    raise NotImplementedError


def accuracy(network: nn.Module, images: np.ndarray, labels: np.ndarray) -> float:
    """The fraction of images, 0 to 1, whose highest score is at their label, a float.

    Arguments are as in `train_network`. The network is in evaluation mode while it answers, and afterwards in the mode, training
    or evaluation, that it was in; nothing else about it changes. Gradient recording is off while it answers.
    """
    raise NotImplementedError


def compare_networks(
    train: tuple[np.ndarray, np.ndarray],
    test: tuple[np.ndarray, np.ndarray],
    *,
    n_classes: int,
    epochs: int,
    batch_size: int,
    lr: float,
    seed: int,
) -> dict[str, float]:
    """How many of the images in `test` each kind of network gets right, after it was trained on those in `train`.

    `train` and `test` are pairs `(images, labels)` as in `train_network`; the shape of an image is found from them. For each
    kind a network is built as in `build_network`, trained on `train` as in `train_network`, and measured on `test` as in
    `accuracy`. Before it is built, `torch.manual_seed(seed)` is called: the same arguments give the same answer again.

    The answer is a dict from the kinds "one-layer", "two-layer" and "convolution" to the accuracies, floats from 0 to 1.
    """
    raise NotImplementedError

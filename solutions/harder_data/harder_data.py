"""Harder data: colour images read from CIFAR-10's files, why templates of them blur, and three networks compared."""

from pathlib import Path

import numpy as np
import torch
from torch import nn

KINDS = ("one-layer", "two-layer", "convolution")
N_HIDDEN = 64
RECORD = 1 + 3 * 32 * 32  # bytes of one picture in a CIFAR-10 file: its label, then all red, all green, all blue


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
    path = Path(path)
    data = np.fromfile(path, dtype=np.uint8)
    if not len(data) or len(data) % RECORD:
        raise ValueError(f"{path.name} has {len(data)} bytes, which is not one or more records of {RECORD}")
    records = data.reshape(-1, RECORD)
    labels = records[:, 0].astype(np.int64)
    if (wrong := np.flatnonzero(labels > 9)).size:
        raise ValueError(f"{path.name}: picture {wrong[0]} has the label {labels[wrong[0]]}, expected 0 to 9")
    return records[:, 1:].reshape(-1, 3, 32, 32).astype(np.float32) / 255, labels


def explained_by_means(images: np.ndarray, labels: np.ndarray) -> float:
    """The share of the images' variance that the means of their classes explain, from 0 to 1.

    `images` (N, …) are numbers, floats or integers such as uint8, in any shape behind the first axis. `labels` (N,) are
    whole numbers; which ones does not matter, and classes may differ in size. With the mean m of all images, the mean m_c of
    the n_c images of class c, and squares summed over all pixels, the share is

        Σ_c n_c ‖m_c - m‖²  /  Σ_i ‖x_i - m‖²

    It is 0.0 if all images are equal. Computed in float64, returned as a float. The arguments are not changed.

    Raises ValueError if there are no images, or not as many as labels.
    """
    if len(images) != len(labels) or not len(images):
        raise ValueError(f"as many images as labels are needed, and at least one; got {len(images)} and {len(labels)}")
    X = np.asarray(images, dtype=np.float64).reshape(len(images), -1)  # (N, D)
    X = X - X[0]  # equal images are exactly 0 from here on
    X = X - X.mean(axis=0)
    total = np.square(X).sum()
    groups = (X[labels == label] for label in np.unique(labels))
    between = sum(len(group) * np.square(group.mean(axis=0)).sum() for group in groups)
    return float(between / total) if total > 0 else 0.0


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
    channels, height, width = image_shape
    match kind:
        case "one-layer":
            return nn.Sequential(nn.Flatten(), nn.Linear(channels * height * width, n_classes))
        case "two-layer":
            hidden = nn.Linear(channels * height * width, N_HIDDEN)
            return nn.Sequential(nn.Flatten(), hidden, nn.ReLU(), nn.Linear(N_HIDDEN, n_classes))
        case "convolution":
            return nn.Sequential(
                nn.Conv2d(channels, 16, 3, padding=1),
                nn.ReLU(),
                nn.MaxPool2d(2),  # (N, 16, H // 2, W // 2)
                nn.Conv2d(16, 32, 3, padding=1),
                nn.ReLU(),
                nn.MaxPool2d(2),  # (N, 32, H // 4, W // 4)
                nn.Flatten(),
                nn.Linear(32 * (height // 4) * (width // 4), n_classes),
            )
        case _:
            raise ValueError(f"the kind is one of {', '.join(KINDS)}, got {kind!r}")


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
    X, y = torch.tensor(images, dtype=torch.float32), torch.tensor(labels, dtype=torch.long)
    optimizer = torch.optim.Adam(network.parameters(), lr=lr)
    network.train()
    losses = []
    for _ in range(epochs):
        total = 0.0
        for X_batch, y_batch in zip(X.split(batch_size), y.split(batch_size), strict=True):
            loss = nn.functional.cross_entropy(network(X_batch), y_batch)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(y_batch)
        losses.append(total / len(y))
    return losses


def accuracy(network: nn.Module, images: np.ndarray, labels: np.ndarray) -> float:
    """The fraction of images, 0 to 1, whose highest score is at their label, a float.

    Arguments are as in `train_network`. The network is in evaluation mode while it answers, and afterwards in the mode, training
    or evaluation, that it was in; nothing else about it changes. Gradient recording is off while it answers.
    """
    was_training = network.training
    network.eval()
    with torch.no_grad():
        answers = network(torch.tensor(images, dtype=torch.float32)).argmax(dim=1).numpy()
    network.train(was_training)
    return float(np.mean(answers == labels))


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
    found = {}
    for kind in KINDS:
        torch.manual_seed(seed)
        network = build_network(kind, train[0].shape[1:], n_classes)
        train_network(network, *train, epochs=epochs, batch_size=batch_size, lr=lr)
        found[kind] = accuracy(network, *test)
    return found

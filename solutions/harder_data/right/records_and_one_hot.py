"""A picture in the file is a NumPy record, classes are one-hot rows, and networks are put together from small blocks."""

import math
import pathlib

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

PICTURE = np.dtype([("label", np.uint8), ("pixels", np.uint8, (3, 32, 32))])


def load_cifar_batch(path):
    path = pathlib.Path(path)
    content = path.read_bytes()
    n_pictures, rest = divmod(len(content), PICTURE.itemsize)
    if n_pictures == 0 or rest > 0:
        raise ValueError(f"{len(content)} bytes in {path.name} are no whole number of pictures")
    pictures = np.frombuffer(content, dtype=PICTURE)
    for number, label in enumerate(pictures["label"].tolist()):
        if label >= 10:
            raise ValueError(f"in {path.name}, picture {number} is labelled {label}")
    return pictures["pixels"] / np.float32(255), pictures["label"].astype(np.int64)


def explained_by_means(images, labels):
    n = len(images)
    if n == 0 or n != len(labels):
        raise ValueError(f"{n} images cannot go with {len(labels)} labels")
    if np.all(images == images[:1]):
        return 0.0
    rows = np.reshape(images, (n, -1)).astype(np.float64)
    rows -= rows.mean(axis=0)
    classes, counts = np.unique(labels, return_counts=True)
    one_hot = np.equal.outer(classes, labels).astype(np.float64)  # (K, N)
    sums = one_hot @ rows  # (K, D)
    between = (np.einsum("kd,kd->k", sums, sums) / counts).sum()
    return min(1.0, float(between / np.vdot(rows, rows)))


def block(n_in, n_out):
    return nn.Conv2d(n_in, n_out, kernel_size=3, padding="same"), nn.ReLU(), nn.MaxPool2d(kernel_size=2)


def build_network(kind, image_shape, n_classes):
    channels, height, width = image_shape
    if kind == "convolution":
        layers = [*block(channels, 16), *block(16, 32)]
        n_features = 32 * (height // 4) * (width // 4)
    elif kind in ("one-layer", "two-layer"):
        layers = []
        n_features = math.prod(image_shape)
    else:
        raise ValueError(f"nothing is known of a network called {kind}")
    layers.append(nn.Flatten(start_dim=1))
    if kind == "two-layer":
        layers += [nn.Linear(n_features, 64), nn.ReLU()]
        n_features = 64
    layers.append(nn.Linear(n_features, n_classes))
    return nn.Sequential(*layers)


def train_network(network, images, labels, *, epochs, batch_size, lr):
    data = TensorDataset(torch.from_numpy(images.astype(np.float32)), torch.from_numpy(labels.astype(np.int64)))
    loader = DataLoader(data, batch_size=batch_size, shuffle=False)
    criterion = nn.CrossEntropyLoss(reduction="none")
    network.train()
    adam = torch.optim.Adam(network.parameters(), lr=lr)

    def one_epoch():
        costs = []
        for X, y in loader:
            adam.zero_grad()
            each = criterion(network(X), y)
            each.mean().backward()
            adam.step()
            costs.extend(each.tolist())
        return sum(costs) / len(costs)

    return [one_epoch() for _ in range(epochs)]


@torch.no_grad()
def accuracy(network, images, labels):
    mode = network.training
    try:
        scores = network.eval()(torch.from_numpy(np.array(images, dtype=np.float32)))
    finally:
        network.train(mode)
    hits = np.argmax(scores.numpy(), axis=1) == np.asarray(labels)
    return np.count_nonzero(hits) / len(hits)


def compare_networks(train, test, *, n_classes, epochs, batch_size, lr, seed):
    def result(kind):
        torch.manual_seed(seed)
        network = build_network(kind, np.shape(train[0])[1:], n_classes)
        train_network(network, *train, epochs=epochs, batch_size=batch_size, lr=lr)
        return accuracy(network, *test)

    return {kind: result(kind) for kind in ("one-layer", "two-layer", "convolution")}

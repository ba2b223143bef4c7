"""A file is read record by record, and losses are running totals."""

import os

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn


def load_cifar_batch(path):
    """Read a batch."""
    name = os.path.basename(str(path))
    with open(path, "rb") as file:
        content = file.read()
    if len(content) == 0 or len(content) % 3073 != 0:
        raise ValueError(f"{name}: a length of {len(content)} bytes is wrong")
    images, labels = [], []
    for start in range(0, len(content), 3073):
        label = content[start]
        if label > 9:
            raise ValueError(f"{name}: picture {start // 3073} has label {label}")
        labels.append(label)
        pixels = np.frombuffer(content[start + 1 : start + 3073], dtype=np.uint8)
        images.append(pixels.reshape(3, 32, 32))
    return np.array(images).astype(np.float32) / 255, np.array(labels, dtype=np.int64)


def explained_by_means(images, labels):
    """Between the classes, over all."""
    if len(images) == 0 or len(images) != len(labels):
        raise ValueError("images and labels do not fit")
    X = images.astype(float)
    mean = X.mean(axis=0)
    total = ((X - mean) ** 2).sum()
    if total == 0:
        return 0.0
    between = 0.0
    for c in set(labels.tolist()):
        group = X[labels == c]
        between += len(group) * ((group.mean(axis=0) - mean) ** 2).sum()
    return float(between / total)


class Convolution(nn.Module):
    def __init__(self, shape, n_classes):
        super().__init__()
        c, h, w = shape
        self.conv1 = nn.Conv2d(c, 16, 3, padding=1)
        self.conv2 = nn.Conv2d(16, 32, 3, padding=1)
        self.dense = nn.Linear(32 * (h // 2 // 2) * (w // 2 // 2), n_classes)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        return self.dense(x.flatten(1))


def build_network(kind, image_shape, n_classes):
    """One of three."""
    n = image_shape[0] * image_shape[1] * image_shape[2]
    if kind == "one-layer":
        return nn.Sequential(nn.Flatten(), nn.Linear(n, n_classes))
    if kind == "two-layer":
        return nn.Sequential(nn.Flatten(), nn.Linear(n, 64), nn.ReLU(), nn.Linear(64, n_classes))
    if kind == "convolution":
        return Convolution(image_shape, n_classes)
    raise ValueError(kind)


def train_network(network, images, labels, *, epochs, batch_size, lr):
    """Adam, batch after batch."""
    X = torch.tensor(images).float()
    y = torch.tensor(labels).long()
    optimizer = torch.optim.Adam(network.parameters(), lr=lr)
    network.train()
    losses = []
    for _ in range(epochs):
        total = 0.0
        for start in range(0, len(X), batch_size):
            xb, yb = X[start : start + batch_size], y[start : start + batch_size]
            optimizer.zero_grad()
            loss = F.cross_entropy(network(xb), yb)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(xb)
        losses.append(total / len(X))
    return losses


def accuracy(network, images, labels):
    """Fraction right."""
    mode = network.training
    network.eval()
    with torch.no_grad():
        answers = network(torch.tensor(images).float()).argmax(1)
    network.train(mode)
    return (answers == torch.tensor(labels)).float().mean().item()


def compare_networks(train, test, *, n_classes, epochs, batch_size, lr, seed):
    """All three on the same data."""
    result = {}
    for kind in ["one-layer", "two-layer", "convolution"]:
        torch.manual_seed(seed)
        network = build_network(kind, train[0].shape[1:], n_classes)
        train_network(network, train[0], train[1], epochs=epochs, batch_size=batch_size, lr=lr)
        result[kind] = accuracy(network, test[0], test[1])
    return result

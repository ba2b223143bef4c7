"""The whole file is read at once and taken apart, and the loss of an epoch is a running total."""

import gzip

import numpy as np
import torch
from torch import nn

DTYPES = {0x08: "uint8", 0x09: "int8", 0x0B: "int16", 0x0C: "int32", 0x0D: "float32", 0x0E: "float64"}


def load_idx(path):
    """Read an IDX file."""
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rb") as f:
        data = f.read()
    if len(data) < 4:
        raise ValueError(f"{path}: too short")
    if data[0] != 0 or data[1] != 0 or data[2] not in DTYPES:
        raise ValueError(f"{path}: wrong magic number")
    n_axes = data[3]
    start = 4 + 4 * n_axes
    if len(data) < start:
        raise ValueError(f"{path}: the header is incomplete")
    shape = []
    count = 1
    for i in range(n_axes):
        size = int.from_bytes(data[4 + 4 * i : 8 + 4 * i], "big")
        shape.append(size)
        count *= size
    dtype = np.dtype(DTYPES[data[2]])
    if len(data) != start + count * dtype.itemsize:
        raise ValueError(f"{path}: the length does not fit the header")
    numbers = np.frombuffer(data[start:], dtype=dtype.newbyteorder(">"))
    return numbers.astype(dtype).reshape(shape)


def standardize(train, test):
    """Subtract the mean and divide by the standard deviation of the training data."""
    train64 = np.asarray(train, dtype=np.float64)
    test64 = np.asarray(test, dtype=np.float64)
    mean = train64.mean(axis=0)
    std = train64.std(axis=0)
    std[(train64 == train64[0]).all(axis=0)] = 1.0
    return (train64 - mean) / std, (test64 - mean) / std


def build_model(image_shape, n_classes):
    """A network with one hidden layer."""
    h, w = image_shape
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(h * w, 64),
        nn.ReLU(),
        nn.Linear(64, n_classes),
    )


def train(model, images, labels, *, epochs, batch_size, rng, device="cpu"):
    """The training loop."""
    X = torch.tensor(images, dtype=torch.float32).to(device)
    y = torch.tensor(labels, dtype=torch.int64).to(device)
    model.to(device)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
    criterion = nn.CrossEntropyLoss()
    n = len(X)
    history = []
    model.train()
    for epoch in range(epochs):
        order = torch.from_numpy(rng.permutation(n)).to(device)
        total = torch.zeros(1, device=device)
        for start in range(0, n, batch_size):
            idx = order[start : start + batch_size]
            xb, yb = X[idx], y[idx]
            optimizer.zero_grad()
            loss = criterion(model(xb), yb)
            loss.backward()
            optimizer.step()
            total += loss.detach() * len(idx)
        history.append(total.item() / n)
    model.eval()
    return history

"""Reads the header with `struct` and swaps bytes in place; batches come from a loader that gets their rows from `rng`."""

import gzip
import math
import os
import struct
import sys

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

DTYPES = {0x08: "uint8", 0x09: "int8", 0x0B: "int16", 0x0C: "int32", 0x0D: "float32", 0x0E: "float64"}


def load_idx(path):
    name = os.fspath(path)
    with gzip.open(name, "rb") if name.endswith(".gz") else open(name, "rb") as file:
        try:
            zeros, code, n_axes = struct.unpack(">HBB", file.read(4))
            shape = struct.unpack(f">{n_axes}I", file.read(4 * n_axes))
        except struct.error as error:
            raise ValueError(f"{name} ends in its header") from error
        body = bytearray(file.read())
    if zeros or code not in DTYPES:
        raise ValueError(f"{name} is not an IDX file")
    dtype = np.dtype(DTYPES[code])
    if len(body) != dtype.itemsize * math.prod(shape):
        raise ValueError(f"{name} has {len(body)} bytes of numbers, which is not what its sizes {shape} say")
    array = np.frombuffer(body, dtype)
    if sys.byteorder == "little":
        array.byteswap(inplace=True)
    return array.reshape(shape)


def standardize(train, test):
    first = train[0].astype(np.float64)
    shifted = train - first
    centre = shifted.sum(axis=0) / len(train)
    variance = np.square(shifted - centre).sum(axis=0) / len(train)
    varies = shifted.any(axis=0)
    factor = 1 / np.sqrt(variance, out=np.ones_like(variance), where=varies)
    return tuple((((part - first) - centre) * factor).astype(np.float32) for part in (train, test))


class Reader(nn.Module):
    def __init__(self, n_pixels, n_classes):
        super().__init__()
        self.first = nn.Linear(n_pixels, 96)
        self.second = nn.Linear(96, 48)
        self.scores = nn.Linear(48, n_classes)

    def forward(self, images):
        x = images.reshape(images.shape[0], -1)
        x = torch.tanh(self.first(x))
        x = torch.tanh(self.second(x))
        return self.scores(x)


def build_model(image_shape, n_classes):
    return Reader(image_shape[0] * image_shape[1], n_classes)


def train(model, images, labels, *, epochs, batch_size, rng, device="cpu"):
    data = TensorDataset(torch.from_numpy(images.astype(np.float32)), torch.from_numpy(labels.astype(np.int64)))
    model.to(device)
    model.train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.003)
    rows = np.arange(len(data))
    history = []
    for _ in range(epochs):
        rng.shuffle(rows)
        batches = [rows[start : start + batch_size].tolist() for start in range(0, len(rows), batch_size)]
        summed = []
        for X, y in DataLoader(data, sampler=batches, batch_size=None):
            X, y = X.to(device), y.to(device)
            loss = F.cross_entropy(model(X), y, reduction="sum")
            (loss / len(y)).backward()
            optimizer.step()
            model.zero_grad()
            summed.append(loss.item())
        history.append(math.fsum(summed) / len(rows))
    model.train(False)
    return history

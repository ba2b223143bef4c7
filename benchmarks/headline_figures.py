"""The figures that the course's sources report, with the course's own references on real data.

    python benchmarks/headline_figures.py [--seeds 3]

MNIST is read from where `learnnn data mnist` puts it: 8,000 images to train on and the next 2,000 to test.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from statistics import median
from types import ModuleType

import numpy as np
import torch

from learnnn.course.course_code import imported
from learnnn.course.layout import Layout
from learnnn.data import handwritten, has_mnist

ROOT = Path(__file__).parent.parent
N_TRAIN, N_TEST = 8000, 2000
SIZES = [784, 256, 128, 10]
XOR = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([[0.0], [1.0], [1.0], [0.0]])


def reference(slug: str) -> ModuleType:
    """The course's own solution of an exercise."""
    with imported(Layout(ROOT).reference(slug)) as module:
        return module


def accuracy(sizes: list[int], dropout: float, epochs: int, seed: int) -> float:
    """The share of test images that an MLP reads right, trained by the reference of `training_loop`."""
    torch.manual_seed(seed)
    loop, mlp, digits = reference("training_loop"), reference("mlp"), reference("digits")
    train_images, train_labels, test_images, test_labels = handwritten(N_TRAIN, N_TEST)
    rows, test_rows = (
        torch.tensor(array.reshape(len(array), -1), dtype=torch.float32)
        for array in digits.standardize(train_images, test_images)
    )
    train = torch.utils.data.TensorDataset(rows, torch.tensor(train_labels))
    test = torch.utils.data.TensorDataset(test_rows, torch.tensor(test_labels))
    loader = torch.utils.data.DataLoader(train, batch_size=64, shuffle=True)
    model, criterion = mlp.MLP(sizes, dropout=dropout), torch.nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
    for _ in range(epochs):
        loop.train_one_epoch(model, loader, optimizer, criterion, "cpu")
    return loop.evaluate(model, torch.utils.data.DataLoader(test, batch_size=500), criterion, "cpu")[1]


def xor_errors(seed: int) -> int:
    """How many rows of XOR the NumPy network with four hidden units gets wrong."""
    points, labels = XOR
    net = reference("backprop").NeuralNetwork(2, 4, 1, rng=np.random.default_rng(seed))
    net.fit(points, labels, epochs=5000, lr=2.0)
    return int(np.sum((net.forward(points) > 0.5) != labels))


def gate_errors(seed: int) -> int:
    """How many rows of XOR a single perceptron gets wrong."""
    points, labels = XOR
    neuron = reference("perceptron").Perceptron(2, lr=0.1, rng=np.random.default_rng(seed))
    neuron.fit(points, labels[:, 0].astype(int), epochs=100)
    return int(np.sum(neuron.predict(points) != labels[:, 0]))


def main() -> None:
    """Print each figure with what was asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=3)
    n_seeds = parser.parse_args().seeds
    if not has_mnist():
        sys.exit("MNIST is not here: `learnnn data mnist` fetches it, or says where to put its files")
    rows = [
        ("parameters of 784-256-128-10", [reference("parameters").mlp_parameters(SIZES)], "235146"),
        ("XOR, 4 hidden units: rows wrong", [xor_errors(seed) for seed in range(n_seeds)], "0"),
        ("XOR, one neuron: rows wrong", [gate_errors(seed) for seed in range(n_seeds)], "at least 1"),
    ]
    for name, sizes, dropout, asked in (
        ("MNIST, one layer, 10 epochs", [784, 10], 0.0, "at least 0.90"),
        ("MNIST, 784-256-128-10, dropout 0.2, 10 epochs", SIZES, 0.2, "at least 0.95"),
    ):
        start = time.perf_counter()
        rows.append((name, [accuracy(sizes, dropout, 10, seed) for seed in range(n_seeds)], asked))
        print(f"{name}: {(time.perf_counter() - start) / n_seeds:.0f} s each", file=sys.stderr)
    for name, found, asked in rows:
        print(f"{name:48} median {median(found):<8.6g} of {', '.join(f'{one:.6g}' for one in found)}   asked: {asked}")


if __name__ == "__main__":
    main()

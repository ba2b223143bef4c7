"""The figures that the course's sources report, with the course's own references on real data.

    python benchmarks/headline_figures.py [--seeds 3] [--epochs 10] [--small]

MNIST is read from where `learnnn data mnist` puts it: 8,000 images to train on and the next 2,000 to test. `--small` takes
scikit-learn's 1,797 small digits instead, 1,300 of them to train on; what is asked is asked of MNIST, though.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from types import ModuleType

import numpy as np
import torch

from learnnn.course.course_code import imported
from learnnn.course.layout import Layout
from learnnn.data import Images, Labels, digits, has_mnist, mnist

ROOT = Path(__file__).parent.parent
SIZES = [784, 256, 128, 10]
N_TRAIN, N_TEST, N_TRAIN_SMALL = 8000, 2000, 1300
XOR = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([[0.0], [1.0], [1.0], [0.0]])


def reference(slug: str) -> ModuleType:
    """The course's own solution of an exercise."""
    with imported(Layout(ROOT).reference(slug)) as module:
        return module


@dataclass(frozen=True, slots=True)
class Data:
    """Images and labels to train and to test with."""

    name: str
    train: tuple[Images, Labels]
    test: tuple[Images, Labels]

    @classmethod
    def of(cls, *, is_small: bool) -> Data:
        """MNIST's, or the small ones. Ends the program where MNIST is asked for and not here."""
        if not is_small and not has_mnist():
            sys.exit(
                "MNIST is not here: `learnnn data mnist` fetches it, or says where to put its files; or use --small"
            )
        images, labels = digits() if is_small else mnist()
        n_train = N_TRAIN_SMALL if is_small else N_TRAIN
        test = slice(n_train, n_train + N_TEST)
        return cls(
            "small digits" if is_small else "MNIST", (images[:n_train], labels[:n_train]), (images[test], labels[test])
        )

    @property
    def n_pixels(self) -> int:
        return self.train[0][0].size


def accuracy(data: Data, sizes: list[int], dropout: float, epochs: int, seed: int) -> float:
    """The share of test images that an MLP reads right, trained by the reference of `training_loop`."""
    torch.manual_seed(seed)
    loop, mlp = reference("training_loop"), reference("mlp")
    rows, test_rows = (
        torch.tensor(array.reshape(len(array), -1), dtype=torch.float32)
        for array in reference("digits").standardize(data.train[0], data.test[0])
    )
    train = torch.utils.data.TensorDataset(rows, torch.tensor(data.train[1]))
    test = torch.utils.data.TensorDataset(test_rows, torch.tensor(data.test[1]))
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
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--small", action="store_true", help="scikit-learn's small digits instead of MNIST")
    options = parser.parse_args()
    n_seeds, epochs, data = options.seeds, options.epochs, Data.of(is_small=options.small)
    rows = [
        ("parameters of 784-256-128-10", [reference("parameters").mlp_parameters(SIZES)], "235146"),
        ("XOR, 4 hidden units: rows wrong", [xor_errors(seed) for seed in range(n_seeds)], "0"),
        ("XOR, one neuron: rows wrong", [gate_errors(seed) for seed in range(n_seeds)], "at least 1"),
    ]
    for what, sizes, dropout, asked in (
        ("one layer", [data.n_pixels, 10], 0.0, "at least 0.90"),
        (f"{data.n_pixels}-256-128-10, dropout 0.2", [data.n_pixels, *SIZES[1:]], 0.2, "at least 0.95"),
    ):
        start = time.perf_counter()
        name = f"{data.name}, {what}, epochs: {epochs}"
        rows.append((name, [accuracy(data, sizes, dropout, epochs, seed) for seed in range(n_seeds)], asked))
        print(f"{name}: {(time.perf_counter() - start) / n_seeds:.0f} s each", file=sys.stderr)
    for name, found, asked in rows:
        print(f"{name:48} median {median(found):<8.6g} of {', '.join(f'{one:.6g}' for one in found)}   asked: {asked}")


if __name__ == "__main__":
    main()

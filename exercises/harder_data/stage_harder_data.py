"""Files in CIFAR-10's binary format, networks with known weights, and scenes: figures in colour before photographs.

The scenes stand in for colour images that are hard to tell apart. Everything is made of what the check hands in, with
random numbers of its own.
"""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

SIDE = 10  # of a scene, in pixels
DARKER = 0.7  # what a photograph is multiplied by
FAINTEST = 0.3  # the least red, green and blue of a figure


def write_file(name: str, content: bytes) -> str:
    """The path of a new file of this name with this content."""
    path = Path(tempfile.mkdtemp()) / name
    path.write_bytes(content)
    return str(path)


def path_of(path: str) -> Path:
    """The same path as an object."""
    return Path(path)


def refusal(load: Callable[[str], Any], path: str) -> str | None:
    """What the ValueError says that `load` raises for this file, or None if it raises none."""
    try:
        load(path)
    except ValueError as error:
        return str(error)
    return None


class Scenes:
    """Digits as they are, and the same digits as scenes: each in a colour of its own, somewhere before a photograph.

    `images` (N, 8, 8) are whole numbers from 0 to 16, `photographs` arrays (h, w, 3) in 0..255. A scene is made like this:
    cut 10 x 10 pixels out of a photograph, anywhere; make them darker; draw a colour; and lay the figure over them in this
    colour, anywhere, as opaque as its strokes are dark. The first `n_train` are to train with, the others to test with.
    """

    def __init__(
        self, images: np.ndarray, labels: np.ndarray, photographs: Sequence[np.ndarray], n_train: int, seed: int = 0
    ) -> None:
        rng = np.random.default_rng(seed)
        scenes = np.stack([_scene(image / 16, photographs[rng.integers(len(photographs))], rng) for image in images])
        digits = (images / 16).astype(np.float32)[:, None]  # (N, 1, 8, 8)
        self._parts = {
            name: ((data[:n_train], labels[:n_train]), (data[n_train:], labels[n_train:]))
            for name, data in (("digits", digits), ("scenes", scenes))
        }

    def compare(self, compare_networks: Callable[..., Any], name: str, **settings: Any) -> Any:
        """What `compare_networks` says about the digits or the scenes."""
        return compare_networks(*self._parts[name], n_classes=10, **settings)

    def explained(self, explained_by_means: Callable[..., Any], name: str) -> Any:
        """What `explained_by_means` says about those to train with."""
        return explained_by_means(*self._parts[name][0])

    def templates(self, student: dict[str, Callable[..., Any]], name: str, **settings: Any) -> Any:
        """The weights (10, …) of a one-layer network that was built and trained by the student's functions."""
        (images, labels), _ = self._parts[name]
        torch.manual_seed(0)
        network = student["build_network"]("one-layer", images.shape[1:], 10)
        student["train_network"](network, images, labels, **settings)
        weight = next(iter(network.parameters())).detach().numpy()
        return weight.reshape(-1, *images.shape[1:]) if weight.size == 10 * images[0].size else weight

    def examples(self, name: str) -> np.ndarray:
        """The first image of each class."""
        (images, labels), _ = self._parts[name]
        return np.stack([images[labels == label][0] for label in range(10)])


class Fixed(nn.Module):
    """Gives each image the scores that are written in its first pixels, and notes how it is asked.

    Dropout scrambles the scores in training mode.
    """

    def __init__(self, n_classes: int) -> None:
        super().__init__()
        self.n_classes = n_classes
        self.dropout = nn.Dropout(0.5)
        self.recorded: list[bool] = []

    def forward(self, X: Tensor) -> Tensor:
        self.recorded.append(torch.is_grad_enabled())
        return self.dropout(X.flatten(1)[:, : self.n_classes])


class Watched(nn.Module):
    """One dense layer for images of four pixels, which notes the mode in each forward pass."""

    def __init__(self) -> None:
        super().__init__()
        self.dense = nn.Linear(4, 2)
        self.in_training: list[bool] = []

    def forward(self, X: Tensor) -> Tensor:
        self.in_training.append(self.training)
        return self.dense(X.flatten(1))


def network(kind: str, image_shape: Sequence[int], n_classes: int, seed: int = 0) -> nn.Module:
    """A network to train, with known weights: one dense layer ("dense"), or two ("hidden")."""
    n_inputs = int(np.prod(image_shape))
    layers = [nn.Flatten(), nn.Linear(n_inputs, 6), nn.Tanh(), nn.Linear(6, n_classes)]
    if kind == "dense":
        layers = [nn.Flatten(), nn.Linear(n_inputs, n_classes)]
    return set_parameters(nn.Sequential(*layers), seed)


@torch.no_grad()
def set_parameters(model: nn.Module, seed: int) -> nn.Module:
    """The model with known random weights and biases."""
    generator = torch.Generator().manual_seed(seed)
    for parameter in model.parameters():
        parameter.copy_(torch.randn(parameter.shape, generator=generator) * 0.3)
    return model


def parameters(model: nn.Module) -> list[np.ndarray]:
    """The parameters, in order."""
    return [parameter.detach().numpy().copy() for parameter in model.parameters()]


def scores(model: nn.Module, images: np.ndarray) -> Any:
    """What the model answers."""
    with torch.no_grad():
        return model(torch.tensor(images))


def _scene(figure: np.ndarray, photograph: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """One scene (3, 10, 10), float32 in 0..1."""
    top, left = (rng.integers(size - SIDE + 1) for size in photograph.shape[:2])
    behind = photograph[top : top + SIDE, left : left + SIDE].transpose(2, 0, 1) / 255 * DARKER
    row, column = rng.integers(SIDE - 8 + 1, size=2)
    opaque = np.zeros((SIDE, SIDE))
    opaque[row : row + 8, column : column + 8] = figure
    colour = rng.uniform(FAINTEST, 1, size=(3, 1, 1))
    return (behind * (1 - opaque) + colour * opaque).astype(np.float32)

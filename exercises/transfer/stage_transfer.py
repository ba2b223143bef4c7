"""The networks that are transferred, the loaders they learn from, and plain reports of what became of them.

All numbers come from generators of their own and are made on the CPU before they are moved, so that they are the same on
every device and whatever else draws random numbers.
"""

import copy
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader, TensorDataset

N_FEATURES, N_CLASSES = 6, 3
SIDE = 12  # of the frames in which the digits lie


class Network(nn.Module):
    """A dense network of `stem`, `body` and `head` with batch normalisation, which notes how it is called.

    Its running statistics are far from those of the batches that it meets, so that both modes give other numbers.
    """

    def __init__(
        self,
        seed: int = 0,
        device: torch.device | str = "cpu",
        *,
        dropout: float = 0.0,
        bias: bool = True,
        dtype: str = "float32",
    ) -> None:
        super().__init__()
        self.stem = _block(N_FEATURES, 5, nn.Dropout(dropout))
        self.body = _block(5, 4)
        self.head = nn.Linear(4, N_CLASSES, bias=bias)
        self.batch_sizes: list[int] = []
        self.inputs_on_device: list[bool] = []
        self.in_training: list[list[bool]] = []  # stem, body and head in each forward pass
        _randomize(self, seed)
        self.to(device, getattr(torch, dtype))

    def forward(self, X: Tensor) -> Tensor:
        self.batch_sizes.append(len(X))
        self.inputs_on_device.append(X.device.type == self.head.weight.device.type)
        self.in_training.append([self.stem[1].training, self.body[1].training, self.head.training])
        return self.head(self.body(self.stem(X)))


class Nested(nn.Module):
    """A network whose layers are in other layers, with one parameter that is in none of them, whatever its name."""

    def __init__(self, seed: int = 0) -> None:
        super().__init__()
        self.features_scale = nn.Parameter(torch.ones(()))
        self.features = nn.Sequential(_block(4, 5), nn.Sequential(_block(5, 5), nn.Linear(5, 3)))
        self.classifier = nn.Sequential(nn.Linear(3, 6), nn.Tanh(), nn.Linear(6, 4))
        _randomize(self, seed)

    def forward(self, X: Tensor) -> Tensor:
        return self.classifier(self.features(X * self.features_scale))


class Tied(nn.Module):
    """A network in which `head` and `stem` share their weight, but not their biases."""

    def __init__(self, seed: int = 0) -> None:
        super().__init__()
        self.stem, self.body, self.head = (nn.Linear(4, 4) for _ in range(3))
        self.head.weight = self.stem.weight
        _randomize(self, seed)

    def forward(self, X: Tensor) -> Tensor:
        return self.head(self.body(self.stem(X)))


class DigitNetwork(nn.Module):
    """Two convolutions with batch normalisation and a linear head, for frames (N, 1, 12, 12)."""

    def __init__(self, n_classes: int, seed: int) -> None:
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(1, 8, 3, padding=1, bias=False), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(2)
        )  # (N, 8, 6, 6)
        self.body = nn.Sequential(
            nn.Conv2d(8, 16, 3, padding=1, bias=False), nn.BatchNorm2d(16), nn.ReLU(), nn.MaxPool2d(3), nn.Flatten()
        )  # (N, 64)
        self.head = nn.Linear(64, n_classes)
        _draw_like_torch(self, seed)

    def forward(self, X: Tensor) -> Tensor:
        return self.head(self.body(self.stem(X)))


class Digits:
    """The figures 5 to 9, a few of each to learn from, and networks that have or have not seen 0 to 4.

    `images` (N, 8, 8) are whole numbers from 0 to 16. Each figure is laid somewhere into a frame of 12 by 12 pixels: it
    is not enough to know where its strokes are.
    """

    def __init__(self, images: np.ndarray, labels: np.ndarray) -> None:
        rng = np.random.default_rng(5)
        self._old, self._new = images[labels < 5], _framed(images[labels >= 5], rng)
        self._old_labels = torch.tensor(labels[labels < 5])
        self._new_labels = torch.tensor(labels[labels >= 5] - 5)
        self._order = rng.permutation(len(self._new))
        self._trained: DigitNetwork | None = None

    def fresh(self, seed: int = 7) -> DigitNetwork:
        """A network that has learned nothing."""
        return DigitNetwork(5, seed)

    def pretrained(self) -> DigitNetwork:
        """A network that has learned 0 to 4, with a head that knows nothing yet. It is trained once, and then copied."""
        if self._trained is None:
            self._trained = self._train()
        return copy.deepcopy(self._trained)

    def loader(self, n_each: int, batch_size: int) -> DataLoader:
        """The first `n_each` of every figure from 5 to 9."""
        return DataLoader(TensorDataset(*self._rows(self._few(n_each))), batch_size=batch_size)

    def accuracy(self, model: nn.Module, n_each: int) -> float:
        """The fraction of right answers among the figures from 5 to 9 that are not in `loader(n_each)`."""
        X, y = self._rows(np.setdiff1d(self._order, self._few(n_each)))
        was_training = model.training
        model.eval()
        with torch.no_grad():
            fraction = (model(X).argmax(dim=1) == y).double().mean().item()
        model.train(was_training)
        return fraction

    def _train(self) -> DigitNetwork:
        model, rng = DigitNetwork(5, seed=2), np.random.default_rng(2)
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.5)
        for _ in range(6):
            frames = _framed(self._old, rng)  # elsewhere in each epoch
            for X, y in zip(frames.split(32), self._old_labels.split(32), strict=True):
                optimizer.zero_grad()
                nn.functional.cross_entropy(model(X), y).backward()
                optimizer.step()
        _draw_like_torch(model.head, seed=9)
        return model.eval()

    def _few(self, n_each: int) -> np.ndarray:
        labels = self._new_labels.numpy()[self._order]
        chosen = np.concatenate([np.flatnonzero(labels == label)[:n_each] for label in range(5)])
        return self._order[np.sort(chosen)]

    def _rows(self, rows: np.ndarray) -> tuple[Tensor, Tensor]:
        return self._new[rows], self._new_labels[rows]


def make_loader(seed: int, n_samples: int, batch_size: int, *, dtype: str = "float32") -> DataLoader:
    """Random samples with random labels for a `Network`, in a fixed order; the last batch is shorter unless they fit."""
    return DataLoader(TensorDataset(*samples(seed, n_samples, dtype)), batch_size=batch_size)


def samples(seed: int, n_samples: int, dtype: str = "float32") -> tuple[Tensor, Tensor]:
    """What `make_loader` loads: inputs (N, 6) and labels (N,)."""
    generator = torch.Generator().manual_seed(seed)
    X = torch.randn(n_samples, N_FEATURES, generator=generator, dtype=torch.float64)
    y = torch.randint(N_CLASSES, (n_samples,), generator=generator)
    return X.to(getattr(torch, dtype)), y


def features(model: Network, X: Tensor) -> np.ndarray:
    """What `model`, a network in evaluation mode, hands to its head."""
    with torch.no_grad():
        return model.body.eval()(model.stem.eval()(X)).numpy()


def learning(model: nn.Module) -> list[str]:
    """The names of the parameters that require gradients."""
    return [name for name, parameter in model.named_parameters() if parameter.requires_grad]


def modes(model: nn.Module) -> dict[str, bool]:
    """For each layer whether it is in training mode; the model itself is called `model`."""
    return {name or "model": layer.training for name, layer in model.named_modules()}


def state(model: nn.Module) -> dict[str, np.ndarray]:
    """The parameters and buffers."""
    return {name: value.detach().cpu().numpy().copy() for name, value in model.state_dict().items()}


def has(model: nn.Module, name: str, layer: Any) -> bool:
    """Whether the layer of this name is this very object."""
    return model.get_submodule(name) is layer


def describe(model: nn.Module, name: str) -> dict[str, Any]:
    """What a linear layer is; of another kind of layer, what it is called."""
    layer = model.get_submodule(name)
    if not isinstance(layer, nn.Linear):
        return {"type": type(layer).__name__} | dict.fromkeys(("weight", "bias", "dtypes", "devices", "learns"))
    return {
        "type": type(layer).__name__,
        "weight": list(layer.weight.shape),
        "bias": None if layer.bias is None else list(layer.bias.shape),
        "dtypes": sorted({str(parameter.dtype) for parameter in layer.parameters()}),
        "devices": sorted({parameter.device.type for parameter in layer.parameters()}),
        "learns": [parameter.requires_grad for parameter in layer.parameters()],
    }


def groups(parameter_groups: Callable[..., Any], model: nn.Module, head: str, base_lr: float, head_lr: float) -> Any:
    """The groups with the names of their parameters in place of the parameters, in the order of the model."""
    answer = parameter_groups(model, head, base_lr, head_lr)
    if not isinstance(answer, list | tuple) or not all(isinstance(group, dict) for group in answer):
        return answer
    return [_with_names(model, group) for group in answer]


def _with_names(model: nn.Module, group: dict[str, Any]) -> dict[str, Any]:
    names = {id(parameter): name for name, parameter in model.named_parameters()}
    places = {name: place for place, name in enumerate(names.values())}
    params = group.get("params")
    if params is None:
        return group
    params = [params] if isinstance(params, Tensor) else list(params)
    found = [names.get(id(parameter), "not in the model") for parameter in params]
    return group | {"params": sorted(found, key=lambda name: places.get(name, -1))}


def _block(n_in: int, n_out: int, *more: nn.Module) -> nn.Sequential:
    return nn.Sequential(nn.Linear(n_in, n_out, bias=False), nn.BatchNorm1d(n_out), nn.Tanh(), *more)


@torch.no_grad()
def _randomize(model: nn.Module, seed: int) -> None:
    generator = torch.Generator().manual_seed(seed)
    for parameter in model.parameters():
        parameter.copy_(torch.randn(parameter.shape, generator=generator) * 0.5)
    for layer in model.modules():
        if isinstance(layer, nn.BatchNorm1d):
            layer.running_mean.copy_(torch.randn(layer.num_features, generator=generator))
            layer.running_var.copy_(torch.rand(layer.num_features, generator=generator) + 0.5)


def _draw_like_torch(model: nn.Module, seed: int) -> None:
    """Fresh weights as PyTorch draws them, whatever else draws random numbers."""
    with torch.random.fork_rng(devices=[]):
        torch.random.default_generator.manual_seed(seed)
        for layer in model.modules():
            if isinstance(layer, nn.Linear | nn.Conv2d):
                layer.reset_parameters()


def _framed(images: Sequence[np.ndarray], rng: np.random.Generator) -> Tensor:
    """Each image somewhere in a frame of zeros: (N, 1, 12, 12) in 0..1."""
    frames = np.zeros((len(images), 1, SIDE, SIDE), dtype=np.float32)
    for frame, image in zip(frames, images, strict=True):
        row, column = rng.integers(SIDE - 8 + 1, size=2)
        frame[0, row : row + 8, column : column + 8] = image / 16
    return torch.tensor(frames)

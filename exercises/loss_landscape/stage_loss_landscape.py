"""Course code beside the functions: models with the weights that are asked for, losses that watch, and memory of a model."""

import copy
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn


def dense(*arrays: np.ndarray) -> nn.Sequential:
    """Dense layers with these weights (out, in) and biases (out,) in turn, and ReLU between them."""
    layers: list[nn.Module] = []
    for weights, bias in zip(arrays[::2], arrays[1::2], strict=True):
        layer = nn.Linear(weights.shape[1], weights.shape[0])
        layer.weight = nn.Parameter(torch.tensor(weights))
        layer.bias = nn.Parameter(torch.tensor(bias))
        layers += [layer, nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def varied(seed: int, dtype: str = "float64") -> nn.Sequential:
    """A small network of most kinds of layers, on images (N, 1, 4, 4): convolution, batch normalisation, dropout, dense.

    Every parameter is random and has a gradient; the running statistics are the same whatever the seed.
    """
    model = nn.Sequential(
        nn.Conv2d(1, 3, 2), nn.BatchNorm2d(3), nn.Tanh(), nn.Dropout(0.5), nn.Flatten(), nn.Linear(27, 4)
    )
    model = model.to(getattr(torch, dtype))
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        model[1].running_mean += 0.5
        for tensor in model.parameters():
            tensor.copy_(torch.randn(tensor.shape, generator=generator, dtype=tensor.dtype) * 0.5)
        for tensor in model.parameters():
            tensor.grad = torch.randn(tensor.shape, generator=generator, dtype=tensor.dtype)
    return model


def parameters(model: nn.Module) -> dict[str, np.ndarray]:
    """The parameters of a model as arrays, by their names."""
    return {name: value.detach().numpy().copy() for name, value in model.named_parameters()}


def generator(seed: int) -> torch.Generator:
    """A generator with this seed."""
    return torch.Generator().manual_seed(seed)


class Memory:
    """What a model was like."""

    def __init__(self, model: nn.Module) -> None:
        self.model = model
        self.tensors = self._tensors()
        self.copies = {name: value.detach().clone() for name, value in self.tensors.items()}
        self.gradients = {name: _copied(value.grad) for name, value in model.named_parameters()}
        self.modes = self._modes()

    def changes(self) -> list[str]:
        """What is different now, in words."""
        now = self._tensors()
        parameters = {name: value for name, value in now.items() if isinstance(value, nn.Parameter)}
        is_moved = any(not _same(value, self.copies[name]) for name, value in parameters.items())
        is_near = all(torch.allclose(value, self.copies[name]) for name, value in parameters.items())
        found = {
            "tensors that were replaced by others": any(now[name] is not self.tensors[name] for name in now),
            "numbers of parameters": is_moved and not is_near,
            "numbers of parameters (by no more than rounding)": is_moved and is_near,
            "numbers of buffers": any(
                not _same(value, self.copies[name]) for name, value in now.items() if name not in parameters
            ),
            "gradients": any(not _same(value.grad, self.gradients[name]) for name, value in parameters.items()),
            "the mode of a module": self.modes != self._modes(),
            "which parameters require a gradient": not all(value.requires_grad for value in parameters.values()),
        }
        return [words for words, is_changed in found.items() if is_changed]

    def _tensors(self) -> dict[str, Tensor]:
        return {**dict(self.model.named_parameters()), **dict(self.model.named_buffers())}

    def _modes(self) -> list[bool]:
        return [module.training for module in self.model.modules()]


class Loss:
    """The mean cross-entropy of a model on these inputs and labels; it notes how each model comes to it."""

    def __init__(self, X: np.ndarray, y: np.ndarray, *, fails_at: int = 0) -> None:
        self.X, self.y = torch.tensor(X), torch.tensor(y)
        self.fails_at = fails_at  # the call that raises ArithmeticError; 0: none
        self.in_training: list[bool] = []  # whether any module was, for each call
        self.records_gradients: list[bool] = []

    def __call__(self, model: nn.Module) -> Tensor:
        self.in_training.append(any(module.training for module in model.modules()))
        self.records_gradients.append(torch.is_grad_enabled())
        if len(self.in_training) == self.fails_at:
            raise ArithmeticError("the loss cannot be computed here")
        return nn.functional.cross_entropy(model(self.X), self.y)

    def of(self, model: nn.Module) -> float:
        """The same number, evaluated as it should be."""
        with torch.no_grad():
            return float(nn.functional.cross_entropy(copy.deepcopy(model).eval()(self.X), self.y))


class SquaredError:
    """The mean squared error of a model on these inputs (N, D) and targets (N, 1)."""

    def __init__(self, X: np.ndarray, y: np.ndarray) -> None:
        self.X, self.y = torch.tensor(X), torch.tensor(y)

    def __call__(self, model: nn.Module) -> Tensor:
        return nn.functional.mse_loss(model(self.X), self.y)


def start(seed: int, sizes: Sequence[int]) -> nn.Sequential:
    """Dense layers with ReLU between them and random weights of the usual size."""
    numbers = torch.Generator().manual_seed(seed)
    arrays: list[np.ndarray] = []
    for n_in, n_out in zip(sizes, sizes[1:], strict=False):
        arrays += [(torch.randn(n_out, n_in, generator=numbers) * (2 / n_in) ** 0.5).numpy(), np.zeros(n_out, np.float32)]
    return dense(*arrays)


def train(model: nn.Module, loss: Loss, epochs: int, lr: float) -> nn.Module:
    """The same model after plain gradient descent on all of the data."""
    for _ in range(epochs):
        gradients = torch.autograd.grad(loss(model), list(model.parameters()))
        with torch.no_grad():
            for parameter, gradient in zip(model.parameters(), gradients, strict=True):
                parameter -= lr * gradient
    return model


def _copied(gradient: Tensor | None) -> Tensor | None:
    return None if gradient is None else gradient.clone()


def _same(now: Tensor | None, then: Tensor | None) -> bool:
    return now is then if now is None or then is None else torch.equal(now, then)

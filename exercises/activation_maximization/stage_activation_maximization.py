"""Networks to look into, with the numbers that a check gives them, and reports of what a call left behind in them."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from matplotlib.figure import Figure
from torch import Tensor, nn


class Scene:
    """A network with given weights: `W1` and `b1` alone, or with tanh and the layer of `W2` and `b2` behind them.

    `between` stands before the tanh: "nothing", "dropout", or "batch_norm" with the running `mean` and `var`.
    """

    def __init__(
        self,
        arrays: dict[str, np.ndarray],
        device: torch.device | str = "cpu",
        *,
        between: str = "nothing",
        in_training: bool = False,
        is_frozen: bool = False,
        old_gradient: float | None = None,
    ) -> None:
        self.model = nn.Sequential(nn.Flatten(), *_layers(arrays, between)).to(device).train(in_training)
        self.model.requires_grad_(not is_frozen)
        if old_gradient is not None:
            for parameter in self.model.parameters():
                parameter.grad = torch.full_like(parameter, old_gradient)

    def state(self) -> dict[str, np.ndarray]:
        """The parameters and buffers."""
        return {name: _numbers(value).copy() for name, value in self.model.state_dict().items()}

    def gradients(self) -> dict[str, np.ndarray | None]:
        """What is in `.grad` of each parameter."""
        return {name: None if p.grad is None else _numbers(p.grad) for name, p in self.model.named_parameters()}

    def is_frozen(self) -> list[bool]:
        """For each parameter, whether it requires no gradient."""
        return [not parameter.requires_grad for parameter in self.model.parameters()]


def convolution(seed: int) -> nn.Module:
    """A small convolution for images (2, 6, 5) with weights by chance; it answers with four units."""
    model = nn.Sequential(
        nn.Conv2d(2, 3, 3), nn.BatchNorm2d(3), nn.SiLU(), nn.Dropout(0.5), nn.Flatten(), nn.Linear(36, 4)
    )
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(torch.randn(parameter.shape, generator=generator) * 0.3)
    return model


def trained(images: np.ndarray, labels: np.ndarray, n_hidden: int = 24, epochs: int = 60) -> nn.Module:
    """A classifier of ten classes with one hidden layer that has learned these images (N, 8, 8)."""
    model = nn.Sequential(nn.Flatten(), nn.Linear(64, n_hidden), nn.Tanh(), nn.Linear(n_hidden, 10))
    generator = torch.Generator().manual_seed(0)
    parameters = list(model.parameters())
    with torch.no_grad():
        for parameter in parameters:
            parameter.copy_(torch.randn(parameter.shape, generator=generator) * 0.1)
    X, y = torch.tensor(images), torch.tensor(labels)
    velocities = [torch.zeros_like(parameter) for parameter in parameters]
    for _ in range(epochs):
        loss = nn.functional.cross_entropy(model(X), y)
        for parameter, velocity, slope in zip(
            parameters, velocities, torch.autograd.grad(loss, parameters), strict=True
        ):
            velocity.mul_(0.9).sub_(0.2 * (slope + 1e-2 * parameter.detach()))
            parameter.data.add_(velocity)
    return model.eval()


@torch.no_grad()
def answers(model: nn.Module, inputs: np.ndarray) -> np.ndarray:
    """What all units of the model answer to these inputs (N, ...): (N, U)."""
    like = next(model.parameters())
    return _numbers(model(torch.tensor(inputs, dtype=like.dtype, device=like.device)))


def value_and_slope(
    objective: Callable[..., Any], model: nn.Module, unit: int, x: np.ndarray, l2: float
) -> tuple[Any, np.ndarray | None]:
    """What `objective` answers at `x`, and how fast that grows with each entry of `x`; None where no graph leads there."""
    like = next(model.parameters())
    leaf = torch.tensor(x, dtype=like.dtype, device=like.device, requires_grad=True)
    answer = objective(model, unit, leaf, l2)
    if not (isinstance(answer, Tensor) and answer.requires_grad and answer.ndim == 0):
        return answer, None
    (slope,) = torch.autograd.grad(answer, leaf, allow_unused=True)
    return answer.detach(), None if slope is None else _numbers(slope)


def plot_on(
    plot_dreams: Callable[[Tensor, Sequence[str]], Figure], dreams: Tensor, titles: Sequence[str], device: torch.device
) -> Figure:
    """The figure of dreams that are on this device."""
    return plot_dreams(dreams.to(device), titles)


def _layers(arrays: dict[str, np.ndarray], between: str) -> list[nn.Module]:
    first = _linear(arrays["W1"], arrays["b1"])
    if "W2" not in arrays:
        return [first]
    kinds = {"nothing": nn.Identity, "dropout": nn.Dropout, "batch_norm": lambda: _batch_norm(arrays)}
    return [first, kinds[between](), nn.Tanh(), _linear(arrays["W2"], arrays["b2"])]


def _linear(W: np.ndarray, b: np.ndarray) -> nn.Linear:
    """A dense layer with the weights (outputs, inputs) and their dtype."""
    layer = nn.Linear(W.shape[1], W.shape[0], dtype=torch.from_numpy(W).dtype)
    layer.load_state_dict({"weight": torch.tensor(W), "bias": torch.tensor(b)})
    return layer


def _batch_norm(arrays: dict[str, np.ndarray]) -> nn.BatchNorm1d:
    layer = nn.BatchNorm1d(len(arrays["mean"]), eps=0.0, dtype=torch.from_numpy(arrays["mean"]).dtype)
    layer.running_mean.copy_(torch.tensor(arrays["mean"]))
    layer.running_var.copy_(torch.tensor(arrays["var"]))
    return layer


def _numbers(tensor: Tensor) -> np.ndarray:
    return tensor.detach().cpu().numpy()

"""Course code beside the functions: functions to differentiate, a watched model, and reports of what autograd did."""

import weakref
from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

FUNCTIONS = {
    "square": lambda x: x**2,
    "wave": lambda x: torch.sin(3 * x),
    "bell": lambda x: torch.exp(-(x**2)),
    "fraction": lambda x: 1 / (1 + x * x),
    "branches": lambda x: x**3 if x > 0 else -2 * x,
    "straight": lambda x: 5 * x - 1,
}


def function(name: str) -> Callable[[Tensor], Tensor]:
    """A function to differentiate."""
    return FUNCTIONS[name]


class Weighted:
    """The function `weight * x**3`, whose weight requires a gradient and has one already, unless it is None."""

    def __init__(self, weight: float, grad: float | None) -> None:
        self._weight = torch.tensor(weight, dtype=torch.float64, requires_grad=True)
        self._weight.grad = None if grad is None else torch.tensor(grad, dtype=torch.float64)

    def __call__(self, x: Tensor) -> Tensor:
        return self._weight * x**3

    def grad(self) -> float | None:
        """What is in the weight's `.grad` now."""
        return None if self._weight.grad is None else self._weight.grad.item()


class Linear(nn.Module):
    """The outputs `X @ W + b`; it notes how many rows come in, and how many earlier graphs are still in memory."""

    def __init__(self, W: np.ndarray, b: np.ndarray, device: torch.device | str) -> None:
        super().__init__()
        self.W, self.b = (nn.Parameter(torch.tensor(array, device=device)) for array in (W, b))
        self.sizes: list[int] = []
        self.graphs_alive: list[int] = []
        self._graphs: weakref.WeakSet[_Graph] = weakref.WeakSet()

    def forward(self, X: Tensor) -> Tensor:
        self.sizes.append(len(X))
        self.graphs_alive.append(len(self._graphs))
        output = X @ self.W + self.b  # (N, K)
        if output.requires_grad:
            graph = _Graph()
            self._graphs.add(graph)
            output.register_hook(lambda gradient, graph=graph: None)  # the hook lives as long as autograd's graph
        return output


class _Graph:
    """Stands for the graph of one forward pass."""


class Accumulation:
    """A linear model, batches of the given sizes, and what `accumulate_gradients` makes of them."""

    def __init__(
        self,
        arrays: dict[str, np.ndarray],
        sizes: list[int],
        device: torch.device | str = "cpu",
        *,
        is_training: bool = True,
        old_gradient: float | None = None,
    ) -> None:
        self.model = Linear(arrays["W"], arrays["b"], device).train(is_training)
        X, y = (torch.tensor(arrays[name], device=device) for name in ("X", "y"))
        self._batches = list(zip(X.split(sizes), y.split(sizes), strict=True))
        if old_gradient is not None:
            for parameter in self.model.parameters():
                parameter.grad = torch.full_like(parameter, old_gradient)

    def run(self, accumulate_gradients: Callable[..., Any], *, is_generator: bool = False) -> Any:
        """What `accumulate_gradients` answers."""
        batches = (batch for batch in self._batches) if is_generator else self._batches
        return accumulate_gradients(self.model, nn.MSELoss(), batches)

    def gradients(self) -> dict[str, np.ndarray | None]:
        """The gradients by name."""
        return {name: _numbers(parameter.grad) for name, parameter in self.model.named_parameters()}

    def parameters(self) -> dict[str, np.ndarray | None]:
        """The parameters by name."""
        return {name: _numbers(parameter) for name, parameter in self.model.named_parameters()}


def step(
    descend: Callable[..., Any],
    values: list[np.ndarray],
    gradients: list[np.ndarray | None],
    lr: float,
    device: torch.device | str = "cpu",
    *,
    is_generator: bool = False,
) -> dict[str, Any]:
    """One step with these parameters and gradients, and all that can be seen afterwards."""
    parameters = [torch.tensor(value, device=device, requires_grad=True) for value in values]
    for parameter, gradient in zip(parameters, gradients, strict=True):
        parameter.grad = None if gradient is None else torch.tensor(gradient, device=device)
    answer = descend((parameter for parameter in parameters) if is_generator else parameters, lr)
    return {
        "answer": answer,
        "values": [_numbers(parameter) for parameter in parameters],
        "leaves": [parameter.is_leaf and parameter.requires_grad for parameter in parameters],
        "cleared": [parameter.grad is None or not bool(torch.any(parameter.grad)) for parameter in parameters],
        "records": torch.is_grad_enabled(),
    }


def consistency(
    consistency_loss: Callable[..., Any],
    weight: float,
    prediction: np.ndarray,
    target: np.ndarray,
    device: torch.device | str = "cpu",
) -> dict[str, Any]:
    """The loss of `weight * prediction` and `weight * target`, and how it goes back to both and to the weight."""
    w = torch.tensor(weight, dtype=torch.float64, device=device, requires_grad=True)
    first, second = (w * torch.tensor(array, device=device) for array in (prediction, target))
    first.retain_grad()
    second.retain_grad()
    loss = consistency_loss(first, second)
    is_connected = isinstance(loss, Tensor) and loss.requires_grad
    if is_connected and loss.ndim == 0:
        loss.backward()
    return {
        "loss": _numbers(loss) if isinstance(loss, Tensor) else loss,
        "is_connected": is_connected,
        "prediction": _numbers(first.grad),
        "target": _numbers(second.grad),
        "weight": _numbers(w.grad),
        "target_records": second.requires_grad,
    }


def slopes(
    function: Callable[[Tensor], Any], x: np.ndarray, upstream: np.ndarray, device: torch.device | str = "cpu"
) -> dict[str, Any]:
    """The function's values at x, the gradient of `sum(upstream * values)`, and the name of the values' node."""
    leaf = torch.tensor(x, device=device, requires_grad=True)
    values = function(leaf)
    if not isinstance(values, Tensor):
        return {"values": values, "gradient": None, "node": ""}
    if values.requires_grad:
        values.backward(torch.tensor(upstream, device=device))
    node = type(values.grad_fn).__name__
    return {"values": _numbers(values), "gradient": _numbers(leaf.grad), "node": node, "x": _numbers(leaf)}


def two_at_once(function: Callable[[Tensor], Any], first: np.ndarray, second: np.ndarray) -> list[Any]:
    """The gradients of two sums of values, both gone forward before either goes back."""
    leaves = [torch.tensor(array, requires_grad=True) for array in (first, second)]
    values = [function(leaf) for leaf in leaves]
    if not all(isinstance(value, Tensor) for value in values):
        return values
    for value in values:
        value.sum().backward()
    return [_numbers(leaf.grad) for leaf in leaves]


def gradcheck(function: Callable[[Tensor], Any], x: np.ndarray) -> bool:
    """Whether PyTorch's own gradient check approves of the function."""
    leaf = torch.tensor(x, requires_grad=True)
    if not isinstance(function(leaf), Tensor):
        return False
    return torch.autograd.gradcheck(function, (leaf,), raise_exception=False)


def _numbers(tensor: Tensor | None) -> np.ndarray | None:
    return None if tensor is None else tensor.detach().cpu().numpy().copy()

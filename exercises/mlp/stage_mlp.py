"""Course code beside the functions: a network made to order with the numbers it is given, and a model that keeps a diary."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn


class Network:
    """A network that the class `MLP` makes, on a device, and what can be seen of it from outside."""

    def __init__(
        self,
        make: Callable[..., nn.Module],
        sizes: Sequence[int],
        device: torch.device | str = "cpu",
        *,
        is_training: bool = False,
        dtype: str = "float32",
        **settings: Any,
    ) -> None:
        self._device, self._dtype = torch.device(device), getattr(torch, dtype)
        self._model = make(sizes, **settings).to(self._device, self._dtype).train(is_training)

    def state(self) -> dict[str, np.ndarray]:
        """All parameters and buffers by name."""
        return {name: _numbers(value) for name, value in self._model.state_dict().items()}

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """The shapes of all parameters and buffers by name."""
        return {name: tuple(value.shape) for name, value in self._model.state_dict().items()}

    def n_parameters(self) -> int:
        """How many numbers the parameters hold that learn."""
        return sum(parameter.numel() for parameter in self._model.parameters() if parameter.requires_grad)

    def load(self, state: dict[str, np.ndarray]) -> None:
        """Give the parameters and buffers these numbers."""
        self._model.load_state_dict({name: torch.tensor(array) for name, array in state.items()})

    def seed(self, seed: int) -> None:
        """Set the generator that dropout draws from."""
        torch.manual_seed(seed)

    def answer(self, x: np.ndarray) -> dict[str, Any]:
        """What the network makes of these inputs, as numbers, and where and how they are."""
        return _described(self._model(torch.tensor(x, dtype=self._dtype, device=self._device)))

    def gradients(self, x: np.ndarray, upstream: np.ndarray) -> dict[str, np.ndarray | None]:
        """The gradient of `sum(upstream * logits)` in each parameter and in `x`; None where none arrives."""
        leaf = torch.tensor(x, dtype=self._dtype, device=self._device, requires_grad=True)
        logits = self._model(leaf)
        if isinstance(logits, Tensor) and logits.requires_grad:
            logits.backward(torch.tensor(upstream, dtype=self._dtype, device=self._device))
        gradients = {name: parameter.grad for name, parameter in self._model.named_parameters()} | {"x": leaf.grad}
        return {name: None if gradient is None else _numbers(gradient) for name, gradient in gradients.items()}


class Watched(nn.Module):
    """A model with logits `x @ weights`, dropout before them in training, that notes how it is called."""

    def __init__(self, weights: np.ndarray, device: torch.device | str = "cpu", *, is_training: bool = True) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.tensor(weights, dtype=torch.float32, device=device))  # (D, C)
        self.dropout = nn.Dropout(0.5)
        self.train(is_training)
        self.diary: list[dict[str, Any]] = []

    def forward(self, x: Tensor) -> Tensor:
        self.diary.append({"shape": tuple(x.shape), "training": self.training, "records": torch.is_grad_enabled()})
        return self.dropout(x) @ self.weights  # (..., C)

    def modes(self) -> list[bool]:
        """Whether the model, and the dropout in it, are in training mode."""
        return [module.training for module in self.modules()]


def labels(predict: Callable[..., Any], model: nn.Module, x: np.ndarray, device: torch.device | str) -> dict[str, Any]:
    """What `predict` answers to these inputs when they are on `device`, and whether autograd records afterwards."""
    answer = _described(predict(model, torch.tensor(x, dtype=torch.float32, device=device)))
    return {**answer, "still_records": torch.is_grad_enabled()}


def flattened(
    flatten: Callable[..., Any], x: np.ndarray, device: torch.device | str = "cpu", **settings: Any
) -> dict[str, Any]:
    """What `flatten` makes of these numbers, in their memory layout."""
    return _described(flatten(torch.from_numpy(x).to(device), **settings))


def gradient_through(flatten: Callable[..., Any], x: np.ndarray, upstream: np.ndarray) -> np.ndarray | None:
    """The gradient of `sum(upstream * flatten(x))` in x; None where none arrives."""
    leaf = torch.tensor(x, requires_grad=True)
    answer = flatten(leaf)
    if isinstance(answer, Tensor) and answer.requires_grad:
        answer.backward(torch.tensor(upstream))
    return None if leaf.grad is None else _numbers(leaf.grad)


def _described(value: Any) -> dict[str, Any]:
    """A tensor's numbers, dtype and device; anything else as it is."""
    if not isinstance(value, Tensor):
        return {"numbers": value, "dtype": None, "device": None}
    return {"numbers": _numbers(value), "dtype": str(value.dtype).removeprefix("torch."), "device": value.device.type}


def _numbers(tensor: Tensor) -> np.ndarray:
    return tensor.detach().cpu().numpy().copy()

"""Small networks to look into: they note how they are run, and say afterwards what was left on them."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.modules import module as hooks_of_all_modules

D, H, C = 6, 4, 3  # pixels of an image (2, 3), hidden units, classes
BAD_SIZE = 13  # a batch of that many samples is an error


class Broken(Exception):
    """What a pass raises for a batch of BAD_SIZE."""


class Network(nn.Module):
    """Images (N, 2, 3), flattened, one hidden layer with batch normalisation and dropout, and scores (N, C)."""

    def __init__(self, arrays: dict[str, np.ndarray], *, in_place: bool) -> None:
        super().__init__()
        self.flatten = nn.Flatten()
        self.hidden = nn.Sequential(nn.Linear(D, H), nn.BatchNorm1d(H), nn.ReLU(inplace=in_place), nn.Dropout(0.5))
        self.output = nn.Linear(H, C)
        self.load_state_dict({name: torch.tensor(array) for name, array in arrays.items()}, assign=True)
        self.passes: list[dict[str, Any]] = []

    def forward(self, x: Tensor) -> Tensor:
        self.passes.append(
            {
                "samples": len(x),
                "in_training": [part.training for part in self.modules()],
                "records": torch.is_grad_enabled(),
            }
        )
        h = self.hidden(self.flatten(x))
        if len(x) == BAD_SIZE:
            raise Broken(f"a batch of {BAD_SIZE}")
        return self.output(h)


class Scene:
    """A network whose parameters and buffers are given by name, with a hook on one layer that somebody else put there."""

    def __init__(
        self,
        arrays: dict[str, np.ndarray],
        device: torch.device | str = "cpu",
        *,
        in_training: bool = False,
        in_place: bool = False,
    ) -> None:
        self._device = device
        self.model = Network(arrays, in_place=in_place).to(device).train(in_training)
        self._n_seen_by_others = 0
        self.model.hidden[0].register_forward_hook(self._note)
        self._hooks_before = _hooks(self.model)

    def run(self, capture: Callable[..., Any], X: np.ndarray, layers: Sequence[str]) -> Any:
        """What `capture` answers for these images."""
        return capture(self.model, torch.tensor(X, device=self._device), layers)

    def run_broken(self, capture: Callable[..., Any]) -> bool:
        """Whether the error of a pass that fails comes through."""
        try:
            self.run(capture, np.zeros((BAD_SIZE, 2, 3), dtype=np.float32), ["hidden.0", "hidden.2"])
        except Broken:
            return True
        return False

    def report(self) -> dict[str, Any]:
        """How the model was run so far, and what it is like now."""
        return {
            "passes": self.model.passes,
            "hooks_changed": _hooks(self.model) != self._hooks_before,
            "seen_by_others": self._n_seen_by_others,
            "in_training": [part.training for part in self.model.modules()],
            "records": torch.is_grad_enabled(),
            "state": {name: _numbers(value) for name, value in self.model.state_dict().items()},
        }

    def _note(self, *_: Any) -> None:
        self._n_seen_by_others += 1


class Recurrent(nn.Module):
    """One layer three times in a row."""

    def __init__(self, W: np.ndarray) -> None:
        super().__init__()
        self.layer = nn.Linear(*W.shape, bias=False)
        self.layer.weight = nn.Parameter(torch.tensor(W.T))

    def forward(self, x: Tensor) -> Tensor:
        for _ in range(3):
            x = self.layer(x)
        return x


def run_recurrent(capture: Callable[..., Any], W: np.ndarray, X: np.ndarray) -> Any:
    """What `capture` answers for the layer that runs three times."""
    return capture(Recurrent(W).eval(), torch.tensor(X), ["layer"])


def run_convolution(capture: Callable[..., Any], kernel: np.ndarray, X: np.ndarray) -> Any:
    """What `capture` answers for a convolution (1, 1, h, w) and the layers after it."""
    convolution = nn.Conv2d(1, 1, kernel.shape[2:], bias=False)
    convolution.weight = nn.Parameter(torch.tensor(kernel))
    return capture(nn.Sequential(convolution, nn.Sigmoid()), torch.tensor(X), ["0", "1"])


def shared_memory(capture: Callable[..., Any], X: np.ndarray) -> dict[str, Any]:
    """What `capture` answers for layers that hand on the tensor they got, and whose memory the arrays share."""
    x = torch.tensor(X)
    answer = capture(nn.Sequential(nn.Identity(), nn.Flatten()).eval(), x, ["0", "1"])
    arrays = [value for value in answer.values() if isinstance(value, np.ndarray)] if isinstance(answer, dict) else []
    return {"answer": answer, "shared": [bool(np.shares_memory(array, x.numpy())) for array in arrays]}


def _hooks(model: nn.Module) -> list[Any]:
    """All that somebody may have put on the model or on all modules there are: hooks, and methods in place of `forward`."""
    everywhere = [
        list(hooks_of_all_modules._global_forward_hooks),
        list(hooks_of_all_modules._global_forward_pre_hooks),
    ]
    return everywhere + [
        [list(part._forward_hooks), list(part._forward_pre_hooks), "forward" in vars(part)] for part in model.modules()
    ]


def _numbers(value: Tensor) -> np.ndarray:
    return value.detach().cpu().numpy().copy()


def trained(sizes: list[int], X: np.ndarray, y: np.ndarray, *, n_steps: int, lr: float, seed: int) -> nn.Module:
    """A network of dense layers with tanh between them, after so many steps of Adam on all samples at once."""
    torch.manual_seed(seed)
    layers = [part for n_in, n_out in zip(sizes, sizes[1:]) for part in (nn.Linear(n_in, n_out), nn.Tanh())]
    model = nn.Sequential(*layers[:-1]).double()
    inputs, labels = torch.tensor(X), torch.tensor(y)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    for _ in range(n_steps):
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(inputs), labels).backward()
        optimizer.step()
    return model


def caught(capture: Callable[..., Any], model: nn.Module, X: np.ndarray, layers: Sequence[str]) -> Any:
    """What `capture` answers for a trained network."""
    return capture(model, torch.tensor(X), layers)


def output_weights(model: nn.Sequential) -> np.ndarray:
    """The weights (H, C) of the last layer."""
    return _numbers(model[-1].weight.T)

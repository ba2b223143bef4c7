"""The small worlds a training loop is tried in: a model, loaders, an optimizer and a criterion that keep one diary.

All numbers come from generators of their own and are made on the CPU before they are moved, so that they are the same
on every device and whatever else draws random numbers. The diary notes plain facts, and never makes the host wait for
the device.
"""

import weakref
from collections.abc import Sequence
from functools import partial

import numpy as np
import torch
from torch import Tensor, nn
from torch.utils.data import BatchSampler, DataLoader, SequentialSampler, TensorDataset

N_FEATURES, N_HIDDEN, N_CLASSES = 4, 6, 3


class Scene:
    """A small classifier of three classes with everything it is trained with, watched by a diary."""

    def __init__(
        self,
        device: torch.device | str = "cpu",
        *,
        seed: int = 0,
        n_samples: int = 12,
        batch_size: int = 4,
        drop_last: bool = False,
        same_batches: bool = False,
        lr: float = 0.1,
        momentum: float = 0.0,
        layer: str = "none",
        in_training: bool = True,
    ) -> None:
        self.device = torch.device(device)
        self.diary = Diary(self.device)
        self.model = Classifier(self.diary, seed, layer).to(self.device).train(in_training)
        self.loader = make_loader(seed + 1, n_samples, batch_size, drop_last=drop_last, same_batches=same_batches)
        self.val_loader = make_loader(seed + 2, n_samples, batch_size)
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=lr, momentum=momentum)
        self.optimizer.register_step_post_hook(lambda *_: self.diary.note_step(self.model))
        self.criterion = Criterion(self.diary)

    def state(self) -> dict[str, np.ndarray]:
        """The parameters and buffers of the model."""
        return {name: value.detach().cpu().numpy().copy() for name, value in self.model.state_dict().items()}

    def gradients(self) -> list[np.ndarray]:
        """For each step, all gradients of the model as they were then, in one array; zeros where there were none."""
        return [torch.cat(step).cpu().numpy() for step in self.diary.gradients]

    def device_type(self) -> str:
        """Where the model's parameters are."""
        return next(self.model.parameters()).device.type


class ScriptedScene:
    """A training whose validation losses are written in advance: after epoch k the loss is the size of `script[k]`.

    There is one step in an epoch, and nothing is learned: what is left to see is when `fit` stops and which state it
    keeps. Numbers of one size and different signs are different weights with the same loss. The first batch is trained
    on with a loss of `start`. The accuracy is 1 where the loss is above `confused_below`, else 0.
    """

    def __init__(self, script: Sequence[float], *, start: float = 10.0, confused_below: float = 0.0) -> None:
        self.device = torch.device("cpu")
        self.diary = Diary(self.device)
        self.model = Scripted(self.diary, start, confused_below)
        self.loader = DataLoader(TensorDataset(torch.zeros(4, 1), torch.zeros(4, dtype=torch.long)), batch_size=4)
        self.val_loader = DataLoader(TensorDataset(torch.zeros(6, 1), torch.zeros(6, dtype=torch.long)), batch_size=4)
        self.optimizer = ScriptedSteps(self.model.level, script)
        self.criterion = _first_output

    def kept(self) -> dict[str, object]:
        """The number of the script that the model holds now, and whether a state was ever loaded into it."""
        return {"number": float(self.model.level.detach()), "was_loaded": "load" in self.diary.events}


class Diary:
    """What a loop did, in order."""

    def __init__(self, device: torch.device) -> None:
        self.events: list[str] = []  # "forward", "backward", "step", "load"
        self.in_training: list[bool] = []  # the model's mode in each forward pass
        self.records_gradients: list[bool] = []  # whether autograd was on in each forward pass
        self.batch_sizes: list[int] = []  # the number of samples in each forward pass
        self.inputs_on_device: list[bool] = []
        self.outputs_on_device: list[bool] = []  # as the criterion sees them
        self.graphs_alive: list[int] = []  # earlier graphs still in memory when a forward pass begins
        self.gradients: list[list[Tensor]] = []  # a step's gradients, parameter by parameter
        self._device = device
        self._graphs: weakref.WeakSet[Graph] = weakref.WeakSet()

    def note_forward(self, model: nn.Module, X: Tensor, output: Tensor) -> None:
        self.events.append("forward")
        self.in_training.append(model.training)
        self.records_gradients.append(torch.is_grad_enabled())
        self.batch_sizes.append(len(X))
        self.inputs_on_device.append(self._is_here(X))
        self.graphs_alive.append(len(self._graphs))
        if output.requires_grad:
            graph = Graph()
            self._graphs.add(graph)
            output.register_hook(partial(self._note_backward, graph))  # the hook lives as long as autograd's graph

    def note_criterion(self, output: Tensor) -> None:
        self.outputs_on_device.append(self._is_here(output))

    def note_step(self, model: nn.Module) -> None:
        self.events.append("step")
        self.gradients.append([_gradient(parameter) for parameter in model.parameters()])

    def _note_backward(self, graph: "Graph", gradient: Tensor) -> None:
        self.events.append("backward")

    def _is_here(self, tensor: Tensor) -> bool:
        return tensor.device.type == self._device.type


class Graph:
    """Stands for the graph of one forward pass and goes when that goes."""


class Watched(nn.Module):
    """A model that notes in its diary what is done with it; `scores` says what it computes."""

    def __init__(self, diary: Diary) -> None:
        super().__init__()
        self.diary = diary

    def forward(self, X: Tensor) -> Tensor:
        output = self.scores(X)
        self.diary.note_forward(self, X, output)
        return output

    def load_state_dict(self, *args, **kwargs):
        self.diary.events.append("load")
        return super().load_state_dict(*args, **kwargs)


class Classifier(Watched):
    """Two dense layers; between them a layer that behaves differently in training, if wanted: batch norm or dropout."""

    def __init__(self, diary: Diary, seed: int, layer: str) -> None:
        super().__init__(diary)
        between = {"none": nn.Identity(), "batch_norm": nn.BatchNorm1d(N_HIDDEN), "dropout": nn.Dropout(0.5)}
        hidden = nn.Linear(N_FEATURES, N_HIDDEN, bias=layer != "batch_norm")  # batch norm would cancel the bias
        self.layers = nn.Sequential(hidden, between[layer], nn.Tanh(), nn.Linear(N_HIDDEN, N_CLASSES))
        _randomize(self, seed)

    def scores(self, X: Tensor) -> Tensor:
        return self.layers(X)


class Scripted(Watched):
    """Outputs `(|level|, confused_below)` for every sample, whatever the sample is."""

    def __init__(self, diary: Diary, level: float, confused_below: float) -> None:
        super().__init__(diary)
        self.level = nn.Parameter(torch.tensor(level))
        self.confused_below = confused_below

    def scores(self, X: Tensor) -> Tensor:
        levels = self.level.abs().expand(len(X))
        return torch.stack([levels, torch.full_like(levels, self.confused_below)], dim=1)  # (N, 2)


class ScriptedSteps(torch.optim.Optimizer):
    """Sets the parameter to the next number of a script at each step, and stays at the last."""

    def __init__(self, parameter: nn.Parameter, script: Sequence[float]) -> None:
        super().__init__([parameter], {})
        self._parameter, self._script = parameter, list(script)

    def step(self, closure=None):
        loss = None if closure is None else closure()
        number = self._script.pop(0) if len(self._script) > 1 else self._script[0]
        self._parameter.data.fill_(number)  # past autograd: a backward pass after the step is wrong, but not an error
        return loss


class Criterion(nn.CrossEntropyLoss):
    """The mean cross-entropy over a batch."""

    def __init__(self, diary: Diary) -> None:
        super().__init__()
        self.diary = diary

    def forward(self, output: Tensor, target: Tensor) -> Tensor:
        self.diary.note_criterion(output)
        return super().forward(output, target)


class Workload:
    """Enough unwatched work for a clock: a larger network, and batches that cost next to nothing to load."""

    def __init__(self, seed: int, *, n_samples: int, n_validation: int, batch_size: int) -> None:
        self.device = torch.device("cpu")
        self.model = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
        _randomize(self.model, seed)
        self.loader = _fast_loader(seed + 1, n_samples, batch_size)
        self.val_loader = _fast_loader(seed + 2, n_validation, batch_size)
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=0.001)
        self.criterion = nn.CrossEntropyLoss()


def make_loader(
    seed: int, n_samples: int, batch_size: int, *, drop_last: bool = False, same_batches: bool = False
) -> DataLoader:
    """Random samples with random labels, in a fixed order; the last batch is shorter unless the sizes fit.

    With `same_batches` all batches hold the samples of the first.
    """
    generator = torch.Generator().manual_seed(seed)
    X = torch.randn(n_samples, N_FEATURES, generator=generator)
    y = torch.randint(N_CLASSES, (n_samples,), generator=generator)
    if same_batches:
        rows = torch.arange(n_samples) % batch_size
        X, y = X[rows], y[rows]
    return DataLoader(TensorDataset(X, y), batch_size=batch_size, drop_last=drop_last)


def is_recording_gradients() -> bool:
    """Whether autograd is on right now."""
    return torch.is_grad_enabled()


def _fast_loader(seed: int, n_samples: int, batch_size: int) -> DataLoader:
    """Whole batches are cut out of the data at once, where a loader usually collects them sample by sample."""
    generator = torch.Generator().manual_seed(seed)
    X = torch.randn(n_samples, 64, generator=generator)
    data = TensorDataset(X, torch.randint(10, (n_samples,), generator=generator))
    return DataLoader(data, batch_size=None, sampler=BatchSampler(SequentialSampler(data), batch_size, drop_last=False))


def _first_output(output: Tensor, target: Tensor) -> Tensor:
    return output[:, 0].mean()


def _gradient(parameter: nn.Parameter) -> Tensor:
    gradient = torch.zeros_like(parameter) if parameter.grad is None else parameter.grad
    return gradient.detach().clone().reshape(-1)


@torch.no_grad()
def _randomize(model: nn.Module, seed: int) -> None:
    generator = torch.Generator().manual_seed(seed)
    for parameter in model.parameters():
        parameter.copy_(torch.randn(parameter.shape, generator=generator) * 0.5)

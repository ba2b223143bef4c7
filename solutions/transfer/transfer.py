"""Transfer learning: keep what a network has learned, give it a new head, and teach it a new task from few examples."""

from collections.abc import Sequence
from typing import Any

import torch
from torch import nn
from torch.utils.data import DataLoader


def freeze(model: nn.Module, layers: Sequence[str]) -> int:
    """Freeze these layers of `model`, let everything else in it learn, and return how many numbers learn.

    `layers` is a list or tuple of names as in `model.named_modules()`, such as "stem" or "body.0"; it may be empty. A
    layer that is named is frozen together with all the layers in it. Whatever was frozen before, afterwards

    * the parameters in the named layers do not require gradients, and all other parameters of the model do; a
      parameter that a named layer shares with another layer does not;
    * the named layers and all layers in them are in evaluation mode, and all others, the model itself among them, are in
      training mode.

    No parameter and no running statistic changes its value. The answer is the number of entries in all parameters that
    require gradients, an int; a parameter that several layers share counts once.

    Raises ValueError if a name is not that of a layer in the model; the model is then left as it was.
    """
    frozen = [_layer(model, name) for name in layers]
    model.requires_grad_(True).train()
    for layer in frozen:
        layer.requires_grad_(False).eval()
    return sum(parameter.numel() for parameter in model.parameters() if parameter.requires_grad)


def replace_head(model: nn.Module, head: str, n_classes: int) -> nn.Linear:
    """Put a new linear layer with `n_classes` outputs in the place of the one called `head`, and return it.

    `head` is a name as in `freeze`, also of a layer inside others ("classifier.2"). The new layer takes as many inputs as
    the old one, has a bias if that has one, and has its dtype and its device. It requires gradients and is in training
    mode. Its numbers are random, drawn as `nn.Linear` draws them. All other layers stay what they are.

    Raises ValueError if `head` is not the name of an `nn.Linear` in the model, or `n_classes` is below 1; the model is
    then left as it was.
    """
    old = _layer(model, head)
    if not isinstance(old, nn.Linear) or n_classes < 1:
        raise ValueError(f"a linear layer and 1 class or more are needed, got {type(old).__name__} and {n_classes}")
    like_old = {"device": old.weight.device, "dtype": old.weight.dtype}
    new = nn.Linear(old.in_features, n_classes, bias=old.bias is not None, **like_old)
    parent, _, name = head.rpartition(".")
    setattr(model.get_submodule(parent), name, new)
    return new


def parameter_groups(model: nn.Module, head: str, base_lr: float, head_lr: float) -> list[dict[str, Any]]:
    """What an optimizer of PyTorch is given, so that the head learns at another rate than the rest, the base.

    The answer is a list of two dicts: `{"params": […], "lr": base_lr}` and then `{"params": […], "lr": head_lr}`. The
    second list holds the parameters in the layer called `head`, the first all other parameters of the model; both hold
    only those that require gradients, each once, in any order, and either may be empty. A parameter that the head shares
    with another layer belongs to the head. What the lists hold are the model's own parameters, no copies.

    Raises ValueError if `head` is not the name of a layer in the model.
    """
    of_head = set(_layer(model, head).parameters())
    learning = [parameter for parameter in model.parameters() if parameter.requires_grad]
    return [
        {"params": [parameter for parameter in learning if parameter not in of_head], "lr": base_lr},
        {"params": [parameter for parameter in learning if parameter in of_head], "lr": head_lr},
    ]


def fine_tune(
    model: nn.Module,
    head: str,
    loader: DataLoader,
    device: torch.device | str,
    *,
    plan: Sequence[tuple[Sequence[str], int]],
    base_lr: float,
    head_lr: float,
) -> list[float]:
    """Train `model` part by part, with other layers frozen in each, and return the loss of every epoch.

    `plan` is a list of pairs `(frozen, epochs)`, one for each part: the layers to freeze, as in `freeze`, and the number of
    passes over `loader`, at least 1. In each part all layers but the frozen ones learn, and are in training mode; the
    frozen ones are in evaluation mode and keep their parameters and running statistics bit for bit. Something learns in
    each part. The optimizer is plain `torch.optim.SGD` (no momentum, no weight decay); what is in the layer `head`
    learns at the rate `head_lr` and everything else at `base_lr`, as in `parameter_groups`.

    `model` is on `device` already and its parameters come without gradients. It turns `X` (N, …) into scores (N, C).
    `loader` gives at least one batch `(X, y)` on the CPU, `y` (N,) integers from 0 to C - 1; N may differ from batch to
    batch. Each batch, in the loader's order, is moved to `device`, goes through the model once and as a whole, and makes
    one step along the gradient of its own mean cross-entropy. No line makes the host wait for the device in every step
    (`.item()`, `float(…)` and `.cpu()` of a tensor on the device do); once in an epoch is fine.

    The answer has one float for each epoch of all parts, in order: the mean over the samples of that epoch, each with the
    loss it had just before its batch's step. Afterwards the whole model is in evaluation mode, also with an empty plan.
    """
    losses = []
    for frozen, epochs in plan:
        freeze(model, frozen)
        optimizer = torch.optim.SGD(parameter_groups(model, head, base_lr, head_lr))
        losses += [_epoch(model, loader, optimizer, device) for _ in range(epochs)]
    model.eval()
    return losses


def _layer(model: nn.Module, name: str) -> nn.Module:
    """The layer of this name."""
    try:
        return model.get_submodule(name)
    except AttributeError as error:
        raise ValueError(f"the model has no layer `{name}`") from error


def _epoch(model: nn.Module, loader: DataLoader, optimizer: torch.optim.Optimizer, device: torch.device | str) -> float:
    """One pass over the loader in the modes that the model is in; the mean loss per sample."""
    total, n_seen = torch.zeros((), device=device), 0
    for X, y in loader:
        X, y = X.to(device), y.to(device)
        loss = nn.functional.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.detach() * len(y)
        n_seen += len(y)
    return total.item() / n_seen

"""Layers are looked up in a dict, sets say what is frozen, and a generator trains one epoch each time it is asked."""

from itertools import islice

import torch
from torch.nn import Linear
from torch.nn.functional import cross_entropy


def _find(model, name):
    layers = dict(model.named_modules())
    if name not in layers:
        raise ValueError(f"{name!r} is none of {sorted(layers)}")
    return layers[name]


def freeze(model, layers):
    frozen_layers, frozen_parameters = set(), set()
    for name in layers:
        layer = _find(model, name)
        frozen_layers.update(layer.modules())
        frozen_parameters.update(layer.parameters())
    for layer in model.modules():
        layer.training = layer not in frozen_layers
    n_learning = 0
    for parameter in model.parameters():
        parameter.requires_grad = parameter not in frozen_parameters
        n_learning += parameter.numel() * parameter.requires_grad
    return n_learning


def replace_head(model, head, n_classes):
    old = _find(model, head)
    if n_classes < 1 or not isinstance(old, Linear):
        raise ValueError("only a linear layer for one class or more is a head")
    new = Linear(old.in_features, n_classes, bias=old.bias is not None).to(old.weight)
    if "." in head:
        where, name = head.rsplit(".", maxsplit=1)
        _find(model, where).add_module(name, new)
    else:
        model.add_module(head, new)
    return new


def parameter_groups(model, head, base_lr, head_lr):
    group_of = dict.fromkeys(model.parameters(), 0) | dict.fromkeys(_find(model, head).parameters(), 1)
    groups = [{"params": [], "lr": base_lr}, {"params": [], "lr": head_lr}]
    for parameter, group in group_of.items():
        if parameter.requires_grad:
            groups[group]["params"].append(parameter)
    return groups


def _training(model, loader, optimizer, device):
    """The mean loss of an epoch, and of the next one, and so on without an end."""
    while True:
        sums, n = [], 0
        for X, y in loader:
            optimizer.zero_grad(set_to_none=False)
            cost = cross_entropy(model(X.to(device)), y.to(device), reduction="sum")
            (cost / y.shape[0]).backward()
            optimizer.step()
            sums.append(cost.detach())
            n += y.shape[0]
        yield float(torch.stack(sums).sum()) / n


def fine_tune(model, head, loader, device, *, plan, base_lr, head_lr):
    losses = []
    for frozen, epochs in plan:
        freeze(model, frozen)
        optimizer = torch.optim.SGD(parameter_groups(model, head, base_lr, head_lr))
        losses.extend(islice(_training(model, loader, optimizer, device), epochs))
    model.train(False)
    return losses

"""Layers looked up by name, parameters told apart by identity, and running totals on the device."""

import torch
import torch.nn.functional as F
from torch import nn


def find(model, name):
    """The layer with this name."""
    for other, layer in model.named_modules():
        if other == name:
            return layer
    raise ValueError("no layer called " + name)


def freeze(model, layers):
    """Freeze some layers."""
    found = [find(model, name) for name in layers]
    for p in model.parameters():
        p.requires_grad = True
    model.train()
    for layer in found:
        layer.eval()
        for p in layer.parameters():
            p.requires_grad = False
    return sum(p.numel() for p in model.parameters() if p.requires_grad)


def replace_head(model, head, n_classes):
    """A new last layer."""
    old = find(model, head)
    if not isinstance(old, nn.Linear):
        raise ValueError("not a linear layer")
    if n_classes < 1:
        raise ValueError("no classes")
    new = nn.Linear(old.in_features, n_classes, bias=old.bias is not None)
    new = new.to(old.weight.device, old.weight.dtype)
    *path, name = head.split(".")
    setattr(find(model, ".".join(path)), name, new)
    return new


def parameter_groups(model, head, base_lr, head_lr):
    """Base and head."""
    ids = {id(p) for p in find(model, head).parameters()}
    base, of_head = [], []
    for p in model.parameters():
        if p.requires_grad:
            (of_head if id(p) in ids else base).append(p)
    return [{"params": base, "lr": base_lr}, {"params": of_head, "lr": head_lr}]


def fine_tune(model, head, loader, device, *, plan, base_lr, head_lr):
    """Train part by part."""
    losses = []
    for frozen, epochs in plan:
        freeze(model, frozen)
        optimizer = torch.optim.SGD(parameter_groups(model, head, base_lr, head_lr))
        for _ in range(epochs):
            total = torch.tensor(0.0, device=device)
            count = 0
            for X, y in loader:
                X, y = X.to(device), y.to(device)
                loss = F.cross_entropy(model(X), y)
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                total += loss.detach() * len(y)
                count += len(y)
            losses.append(total.item() / count)
    model.eval()
    return losses

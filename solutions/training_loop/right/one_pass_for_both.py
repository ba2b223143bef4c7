"""Training and evaluation share one function, losses wait in a list until the end, and the best state is kept in a file."""

import io
from collections import defaultdict
from typing import NamedTuple

import torch


class Measured(NamedTuple):
    loss: float
    accuracy: float


def _pass(model, loader, criterion, device, optimizer=None):
    losses, sizes, hits = [], [], []
    with torch.set_grad_enabled(optimizer is not None):
        for X, y in loader:
            X, y = X.to(device, non_blocking=True), y.to(device, non_blocking=True)
            output = model(X)
            loss = criterion(output, y)
            if optimizer is not None:
                loss.backward()
                optimizer.step()
                optimizer.zero_grad()
            else:
                hits.append(torch.eq(output.max(dim=1).indices, y).double().mean())
            losses.append(loss.detach())
            sizes.append(y.size(0))
    weights = torch.tensor(sizes, dtype=torch.float64) / sum(sizes)
    return [torch.dot(torch.stack(values).cpu().double(), weights).item() for values in (losses, hits) if values]


def train_one_epoch(model, loader, optimizer, criterion, device):
    model.train()
    optimizer.zero_grad(set_to_none=False)
    (loss,) = _pass(model, loader, criterion, device, optimizer)
    return loss


def evaluate(model, loader, criterion, device):
    mode = model.training
    model.train(False)
    try:
        return Measured(*_pass(model, loader, criterion, device))
    finally:
        model.train(mode)


def fit(model, train_loader, val_loader, optimizer, criterion, device, *, epochs, patience):
    history = defaultdict(list)
    best = io.BytesIO()
    best_epoch = 0
    for epoch in range(epochs):
        history["train_loss"].append(train_one_epoch(model, train_loader, optimizer, criterion, device))
        measured = evaluate(model, val_loader, criterion, device)
        history["val_loss"].append(measured.loss)
        history["val_accuracy"].append(measured.accuracy)
        best_epoch = history["val_loss"].index(min(history["val_loss"]))
        if epoch == best_epoch:
            best = io.BytesIO()
            torch.save(model.state_dict(), best)
        if epoch - best_epoch >= patience:
            break
    best.seek(0)
    model.load_state_dict(torch.load(best, map_location=device))
    return history

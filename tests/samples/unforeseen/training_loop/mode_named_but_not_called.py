"""`model.eval` without parentheses names the method and does not call it.

true:
    evaluated_in_training_mode
"""

import copy
import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.optim import Optimizer
from torch.utils.data import DataLoader

Criterion = Callable[[Tensor, Tensor], Tensor]


def train_one_epoch(
    model: nn.Module, loader: DataLoader, optimizer: Optimizer, criterion: Criterion, device: torch.device | str
) -> float:
    model.train()
    total, n_seen = torch.zeros((), device=device), 0
    for X, y in loader:
        X, y = X.to(device), y.to(device)
        loss = criterion(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.detach() * len(y)
        n_seen += len(y)
    return total.item() / n_seen


def evaluate(
    model: nn.Module, loader: DataLoader, criterion: Criterion, device: torch.device | str
) -> tuple[float, float]:
    was_training = model.training
    model.eval
    loss, n_right, n_seen = torch.zeros((), device=device), torch.zeros((), device=device), 0
    with torch.no_grad():
        for X, y in loader:
            X, y = X.to(device), y.to(device)
            output = model(X)  # (N, C)
            loss += criterion(output, y) * len(y)
            n_right += (output.argmax(dim=1) == y).sum()
            n_seen += len(y)
    model.train(was_training)
    return loss.item() / n_seen, n_right.item() / n_seen


def fit(
    model: nn.Module,
    train_loader: DataLoader,
    val_loader: DataLoader,
    optimizer: Optimizer,
    criterion: Criterion,
    device: torch.device | str,
    *,
    epochs: int,
    patience: int,
) -> dict[str, list[float]]:
    history = {"train_loss": [], "val_loss": [], "val_accuracy": []}
    best_loss, best_state, n_waited = math.inf, model.state_dict(), 0
    for _ in range(epochs):
        train_loss = train_one_epoch(model, train_loader, optimizer, criterion, device)
        val_loss, val_accuracy = evaluate(model, val_loader, criterion, device)
        for values, value in zip(history.values(), (train_loss, val_loss, val_accuracy), strict=True):
            values.append(value)
        if val_loss < best_loss:
            best_loss, best_state, n_waited = val_loss, copy.deepcopy(model.state_dict()), 0
        else:
            n_waited += 1
            if n_waited == patience:
                break
    model.load_state_dict(best_state)
    return history

"""The training loop: one epoch of learning, an honest measurement, and the two together until it no longer helps."""

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
    """Train `model` on every batch of `loader` once, and return the mean loss per sample, a Python float.

    `loader` gives at least one batch `(X, y)` on the CPU: inputs `X` (N, ...) and labels `y` (N,), integers. N may
    differ from batch to batch. `model` and the state of `optimizer` are on `device` already. The parameters come
    without gradients, or with those that your own last epoch left. `criterion(output, y)` is the mean loss over a
    batch, a scalar tensor on the device of its arguments.

    Each batch, in the loader's order, is moved to `device` and stays there; it goes through `model(X)` once and as a
    whole, in training mode; and it makes one optimizer step along the gradient of `criterion(model(X), y)`, its own
    loss, and of nothing else.

    The answer is the sum, over all samples that the loader gave, of the loss they had when they were trained on (before
    that batch's step), divided by how many samples that were: batches count by their size. No line makes the host wait
    for the device in every step (`.item()`, `float(…)`, `.cpu()` and `print` of a tensor on the device do); once, at
    the end, is fine. The graph of a batch is let go by the time the batch after the next goes through the model.
    """
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
    """Return the pair `(loss, accuracy)` of `model` on all samples of `loader`, two Python floats.

    Arguments are as in `train_one_epoch`; the model's output has shape (N, C), a score for each class. `loss` is the
    mean loss per sample, and `accuracy` the fraction (0 to 1) of samples whose highest score is at their label. Every
    sample that the loader gives counts once and alike, whatever the size of its batch.

    Each batch goes through the model as a whole and once, in evaluation mode and with gradient recording off
    (`torch.no_grad` or the like). Afterwards all is as before: parameters, buffers and gradients are untouched,
    autograd records gradients if it did, and the model is in the mode, training or evaluation, that it was in.
    """
    was_training = model.training
    model.eval()
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
    """Train until the validation loss stops falling, keep the best weights, and return the history.

    Arguments are as in `train_one_epoch`; `epochs` and `patience` are at least 1. An epoch trains on all of
    `train_loader` as `train_one_epoch` does, then measures on all of `val_loader` as `evaluate` does, once. An epoch is
    the best so far if its validation loss is lower than that of every epoch before it; equal is not lower, and the
    first epoch is the best so far. Training ends after `epochs` epochs, or earlier, after `patience` epochs in a row
    that were not the best so far.

    At the end the model holds the parameters and buffers that it had after the best epoch (the first of them, if
    several share the lowest validation loss), whichever way training ended.

    The history is a dict of three lists, "train_loss", "val_loss" and "val_accuracy", with one float for each epoch
    that ran, in order; the epochs after the best one are part of it.
    """
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

"""The optimizer calls a closure, batches come from a generator on the device, and a class counts epochs without progress."""

import copy
from dataclasses import dataclass, field

import torch
from torch import nn


def on_device(loader, device):
    for X, y in loader:
        yield X.to(device), y.to(device)


@dataclass
class Mean:
    sum: object = 0.0
    weight: int = 0

    def add(self, value, weight):
        self.sum = self.sum + value.detach() * weight
        self.weight += weight

    def __float__(self):
        return float(self.sum) / self.weight


def train_one_epoch(model, loader, optimizer, criterion, device):
    model.train()
    mean = Mean()
    for X, y in on_device(loader, device):

        def closure():
            optimizer.zero_grad()
            loss = criterion(model(X), y)
            loss.backward()
            return loss

        mean.add(optimizer.step(closure), len(X))
    return float(mean)


class evaluating:
    """The model as it is measured: in evaluation mode, without gradients; and then as it was."""

    def __init__(self, model):
        self.model, self.no_grad = model, torch.no_grad()

    def __enter__(self):
        self.was_training = self.model.training
        self.no_grad.__enter__()
        return nn.Module.eval(self.model)

    def __exit__(self, *problem):
        self.model.train(mode=self.was_training)
        return self.no_grad.__exit__(*problem)


def evaluate(model, loader, criterion, device):
    loss, accuracy = Mean(), Mean()
    with evaluating(model) as frozen:
        for X, y in on_device(loader, device):
            scores = frozen(X)
            loss.add(criterion(scores, y), len(y))
            one_hot = nn.functional.one_hot(torch.argmax(scores, -1), scores.shape[-1])
            accuracy.add(one_hot.gather(1, y[:, None]).float().mean(), len(y))
    return float(loss), float(accuracy)


@dataclass
class Best:
    patience: int
    loss: float = float("inf")
    model: nn.Module = None
    epochs_since: int = field(default=0)

    def offer(self, loss, model):
        self.epochs_since += 1
        if loss < self.loss:
            self.loss, self.model, self.epochs_since = loss, copy.deepcopy(model).cpu(), 0

    @property
    def is_patient(self):
        return self.epochs_since < self.patience


def epochs_of(model, train_loader, val_loader, optimizer, criterion, device):
    while True:
        yield (
            train_one_epoch(model, train_loader, optimizer, criterion, device),
            *evaluate(model, val_loader, criterion, device),
        )


def fit(model, train_loader, val_loader, optimizer, criterion, device, *, epochs, patience):
    history = {name: [] for name in ("train_loss", "val_loss", "val_accuracy")}
    best = Best(patience)
    for _, numbers in zip(range(epochs), epochs_of(model, train_loader, val_loader, optimizer, criterion, device)):
        for name, number in zip(history, numbers):
            history[name] = [*history[name], number]
        best.offer(history["val_loss"][-1], model)
        if not best.is_patient:
            break
    model.load_state_dict(best.model.state_dict())
    return history

"""Deep copies of the weights, and a counter of the epochs without progress."""

import copy

import matplotlib.pyplot as plt
import numpy as np


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if patience < 1:
            raise ValueError("patience must be at least 1")
        if min_delta < 0:
            raise ValueError("min_delta must not be negative")
        self.patience = patience
        self.min_delta = min_delta
        self.best_loss = float("inf")
        self.best_epoch = 0
        self.waited = 0
        self.epoch = 0
        self.weights = None

    def update(self, val_loss, weights):
        self.epoch += 1
        if self.best_loss - val_loss > self.min_delta:
            self.best_loss = val_loss
            self.best_epoch = self.epoch
            self.weights = copy.deepcopy(weights)
            self.waited = 0
        else:
            self.waited += 1
        return bool(self.waited >= self.patience)

    def restore(self):
        if self.weights is None:
            raise RuntimeError("nothing to restore")
        return copy.deepcopy(self.weights)


def diagnose_curves(train, val):
    if len(train) != len(val):
        raise ValueError("the curves have different lengths")
    if len(train) < 2:
        raise ValueError("at least two epochs are needed")
    train = np.asarray(train, dtype=float)
    val = np.asarray(val, dtype=float)
    if not (np.isfinite(train).all() and np.isfinite(val).all()):
        return "diverging"
    if train[-1] > 1.1 * train.min():
        return "diverging"
    if train[-1] > 0.9 * train[0]:
        return "underfitting"
    if val[-1] > 1.1 * val.min():
        return "overfitting"
    return "healthy"


def plot_learning_curves(history):
    train = np.asarray(history["train_loss"], dtype=float)
    val = np.asarray(history["val_loss"], dtype=float)
    epochs = np.arange(1, len(train) + 1)
    fig, ax = plt.subplots()
    ax.plot(epochs, train, "o-", label="training")
    ax.plot(epochs, val, "s-", label="validation")
    ax.axvline(epochs[np.nanargmin(val)], linestyle="--", label="best epoch")
    ax.set_xlabel("epoch")
    ax.set_ylabel("loss")
    ax.legend()
    return fig

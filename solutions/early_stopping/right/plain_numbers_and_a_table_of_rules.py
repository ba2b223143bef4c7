"""Plain Python numbers: epochs waited are a difference of epochs, a diagnosis is a row of a table, and NaN is not drawn."""

import math

import matplotlib.pyplot as plt
import numpy as np


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        if not (patience >= 1 and min_delta >= 0):
            raise ValueError("patience starts at 1, and min_delta at 0")
        self.patience = patience
        self.min_delta = min_delta
        self.weights = None
        self.epoch = self.best_epoch = self.waited = 0
        self.best_loss = math.inf

    def update(self, val_loss, weights):
        self.epoch += 1
        if math.isfinite(val_loss) and val_loss + self.min_delta < self.best_loss:
            self.best_epoch = self.epoch
            self.best_loss = float(val_loss)
            self.weights = {}
            for name in weights:
                self.weights[name] = np.array(weights[name])
        self.waited = self.epoch - self.best_epoch
        return not self.waited < self.patience

    def restore(self):
        if self.weights is None:
            raise RuntimeError("there was no best epoch so far")
        return dict(zip(self.weights, map(np.copy, self.weights.values()), strict=True))


def diagnose_curves(train, val):
    train, val = [float(loss) for loss in train], [float(loss) for loss in val]
    n_epochs = len(train)
    if n_epochs < 2 or len(val) != n_epochs:
        raise ValueError(f"cannot compare {n_epochs} training losses with {len(val)} validation losses")
    is_broken = not all(map(math.isfinite, train + val))
    rules = [
        ("diverging", is_broken or train[-1] > 1.1 * min(train)),
        ("underfitting", train[-1] > 0.9 * train[0]),
        ("overfitting", val[-1] > 1.1 * min(val)),
        ("healthy", True),
    ]
    return next(name for name, applies in rules if applies)


def plot_learning_curves(history):
    fig = plt.figure(figsize=(6, 4))
    ax = fig.gca()
    for label, key in (("training", "train_loss"), ("validation", "val_loss")):
        points = [(epoch, loss) for epoch, loss in enumerate(history[key], start=1) if not math.isnan(loss)]
        ax.plot([epoch for epoch, _ in points], [loss for _, loss in points], label=label)
    _, best = min((loss, epoch) for epoch, loss in points)  # of the validation losses, which came last
    ax.plot([best, best], ax.get_ylim(), color="black", linewidth=0.8, label="best epoch")
    plt.setp(ax, xlabel="epoch", ylabel="loss")
    ax.legend(loc="upper right")
    return fig

"""Early stopping: when to stop training, which weights to keep, and what the two learning curves say."""

import math
from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure


class EarlyStopping:
    """Watches the validation loss from epoch to epoch, and keeps the weights of the best epoch.

    Attributes, which can be read at any time:

    best_loss   the loss of the last epoch that was an improvement, a float; infinity before there was any
    best_epoch  the number of that epoch, counted from 1; 0 before there was any
    waited      how many epochs in a row, up to now, were no improvement; 0 at first
    """

    def __init__(self, patience: int, min_delta: float = 0.0) -> None:
        """Wait for `patience` epochs in a row; a loss has to fall by more than `min_delta` to be an improvement.

        Raises ValueError if `patience` is below 1 or `min_delta` is negative.
        """
        if patience < 1 or min_delta < 0:
            raise ValueError(f"patience is 1 or more and min_delta not negative, got {patience} and {min_delta}")
        self.patience, self.min_delta = patience, min_delta
        self.best_loss, self.best_epoch, self.waited = math.inf, 0, 0
        self._epoch, self._best_weights = 0, None

    def update(self, val_loss: float, weights: dict[str, np.ndarray]) -> bool:
        """Take note of one more epoch, and say whether training should stop now.

        `val_loss` is the validation loss after the epoch, a number, positive or 0, or NaN. `weights` are the weights
        after the epoch, arrays of numbers by their names. Training goes on in these very arrays, so what is kept of
        them is a copy. They are not changed.

        The epoch is an improvement if its loss is finite and lower than `best_loss` by *more than* `min_delta`. Then
        its loss becomes `best_loss`, its weights are kept in place of those kept before, and `waited` is 0 again.
        Otherwise (also if the loss is NaN or infinite) `waited` grows by 1, and nothing else that is kept changes.

        The answer is True if `waited` has reached `patience`, else False. The method may be called again after a True,
        and goes by the same rules.
        """
        self._epoch += 1
        if val_loss < self.best_loss - self.min_delta:  # never true of NaN
            self.best_loss, self.best_epoch, self.waited = float(val_loss), self._epoch, 0
            self._best_weights = _copied(weights)
        else:
            self.waited += 1
        return self.waited >= self.patience

    def restore(self) -> dict[str, np.ndarray]:
        """The weights of the best epoch, with the names, shapes and dtypes that they had.

        Every call makes a new dict of new arrays, which the caller may change without changing what is kept here.
        Raises RuntimeError if no epoch was an improvement yet.
        """
        if self._best_weights is None:
            raise RuntimeError("no epoch was an improvement yet, so there are no weights to restore")
        return _copied(self._best_weights)


def diagnose_curves(train: Sequence[float], val: Sequence[float]) -> str:
    """What the losses of a training run say, given those on the training data and on the validation data.

    Both are lists, tuples or arrays with one number for each epoch; no number is negative. The answer is the first of
    these that applies:

    "diverging"     one of all these losses is NaN or infinite, or the last training loss is more than 1.1 times the
                    lowest training loss
    "underfitting"  the last training loss is more than 0.9 times the first training loss
    "overfitting"   the last validation loss is more than 1.1 times the lowest validation loss
    "healthy"       always

    Raises ValueError if the two differ in length or have fewer than two epochs.
    """
    if len(train) != len(val) or len(train) < 2:
        raise ValueError(f"two curves over the same two epochs or more are needed, got {len(train)} and {len(val)}")
    if not np.all(np.isfinite([train, val])) or train[-1] > 1.1 * min(train):
        return "diverging"
    if train[-1] > 0.9 * train[0]:
        return "underfitting"
    return "overfitting" if val[-1] > 1.1 * min(val) else "healthy"


def plot_learning_curves(history: dict[str, Sequence[float]]) -> Figure:
    """Show the losses of a training run over its epochs, in a new figure with one axes.

    `history["train_loss"]` and `history["val_loss"]` hold one loss for each epoch, equally many and at least one. There
    may be other entries, which are not shown. The line `training` shows the former and the line `validation` the latter
    over the numbers of the epochs, which start at 1. Losses that are NaN are left out or leave a gap. A vertical line
    `best epoch` stands at the epoch with the lowest validation loss, the first of them if there are several; NaN is not
    low, and at least one validation loss is a number.

    The names of the lines are their labels, and a legend shows them. The x-axis is labelled `epoch` and the y-axis
    `loss`. Anything else is up to you. Returns the figure.
    """
    train, val = history["train_loss"], history["val_loss"]
    fig, ax = plt.subplots(layout="constrained")
    epochs = range(1, len(train) + 1)
    ax.plot(epochs, train, marker=".", label="training")
    ax.plot(epochs, val, marker=".", label="validation")
    ax.axvline(np.nanargmin(val) + 1, color="grey", linestyle="--", label="best epoch")
    ax.set(xlabel="epoch", ylabel="loss")
    ax.legend()
    return fig


def _copied(weights: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """A new dict of new arrays: a copy of the dict alone would hold the same arrays."""
    return {name: array.copy() for name, array in weights.items()}

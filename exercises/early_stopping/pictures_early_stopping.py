"""Pictures of `early_stopping`: the curves of a network that overfits, what is kept of it, and what patience buys."""

import numpy as np

from learnnn.checks import require, shape_of
from learnnn.drawing import BLACK, SERIES, curve, new_figure, numbers, redraw

EPOCHS, STEPS_IN_AN_EPOCH, LR = 80, 2, 0.05
WIDTH = 60  # hidden units, far more than 14 examples need
PATIENCES = (2, 5, 15)


def learning_curves(student, rng):
    """Your plot of a network that overfits.

    What your `plot_learning_curves` draws for a wide network on 14 noisy examples. The training loss falls to the end. The
    validation loss falls with it for a while, turns at the dashed line, and climbs: from there on the network learns the
    noise.
    """
    history, _ = _run()
    figure = redraw(student.figure(student.plot_learning_curves(history)))
    for ax in figure.axes:
        ax.set_title(ax.get_title() or "A network that overfits")
    return figure


def what_is_kept(student, rng):
    """The best epoch and the last one.

    The same network as a curve through its training examples: with the weights that your `restore` returns, and with those
    that it had at the end. The dots on the left are low by chance. The last curve has followed them down; the restored one
    has not yet, and is nearer to the sine that the examples come from.
    """
    history, weights = _run()
    stopping = student.EarlyStopping(EPOCHS)
    for loss, after in zip(history["val_loss"], weights, strict=True):
        stopping.update(loss, {"w": after})
    restored = stopping.restore()
    require(isinstance(restored, dict), f"`restore` returned {shape_of(restored)}, expected a dict.")
    kept = numbers(restored.get("w"), what="the restored weights `w`", shape=weights[-1].shape)

    x = np.linspace(-1, 1, 200)
    X, y = _World(np.random.default_rng(10)).train
    figure, ax = new_figure()
    curve(ax, _features(x) @ kept, x=x, label="restored")
    curve(ax, _features(x) @ weights[-1], x=x, label="last epoch", series=1)
    ax.plot(x, _truth(x), color=BLACK, linestyle=":", label="without noise")
    ax.scatter(X, y, color=BLACK, s=25, zorder=3, label="training examples")
    ax.set(title="The same network, kept at two epochs", xlabel="x", ylabel="y", ylim=(-2.2, 2.2))
    ax.legend()
    return figure


def patience(student, rng):
    """What patience buys.

    A validation loss that falls slowly and wavers, and where your `update` stops with three patiences; each star is the
    best epoch by then. A small patience takes the first dip for the end. A large one finds a better epoch, and pays for it
    with more epochs than it keeps.
    """
    losses = _wavering(np.random.default_rng(8))
    figure, ax = new_figure()
    ax.plot(np.arange(1, len(losses) + 1), losses, color="#9A9A9A", linewidth=1.2)
    for patience, kind in zip(PATIENCES, SERIES, strict=False):
        stopping = student.EarlyStopping(patience)
        answers = (stopping.update(loss, {"w": np.zeros(1)}) for loss in losses)
        stop = next((epoch for epoch, answer in enumerate(answers, start=1) if answer is True), len(losses))
        best = int(numbers(stopping.best_epoch, what="`best_epoch`", shape=()))
        require(1 <= best <= stop, f"`best_epoch` is {best} after {stop} epochs.")
        ax.axvline(stop, color=kind.colour, linestyle=kind.line, label=f"patience {patience}: stops after {stop}")
        ax.plot(best, losses[best - 1], marker="*", markersize=14, color=kind.colour, linestyle="none", zorder=3)
    ax.set(title="When three patiences stop", xlabel="epoch", ylabel="validation loss")
    ax.legend()
    return figure


class _World:
    """A few noisy examples of a sine to train on, and many for validation: pairs of x and y."""

    def __init__(self, rng):
        self.train, self.val = self._examples(rng, 14), self._examples(rng, 200)

    @staticmethod
    def _examples(rng, n):
        x = rng.uniform(-1, 1, size=n)
        return x, _truth(x) + rng.normal(0, 0.5, size=n)


def _truth(x):
    return np.sin(3 * x)


def _features(x):
    """Hidden units with fixed random weights (N, WIDTH): only the output weights are learned."""
    rng = np.random.default_rng(1)
    return np.tanh(np.outer(x, rng.normal(0, 8, size=WIDTH)) + rng.normal(0, 4, size=WIDTH)) / WIDTH**0.5


def _run():
    """A whole training by gradient descent: its history, and the weights after each epoch."""
    world, w = _World(np.random.default_rng(10)), np.zeros(WIDTH)
    (A, y), (B, z) = ((_features(x), y) for x, y in (world.train, world.val))
    history, weights = {"train_loss": [], "val_loss": []}, []
    for _ in range(EPOCHS):
        for _ in range(STEPS_IN_AN_EPOCH):
            w = w - LR * 2 * A.T @ (A @ w - y) / len(y)
        history["train_loss"].append(float(np.mean((A @ w - y) ** 2)))
        history["val_loss"].append(float(np.mean((B @ w - z) ** 2)))
        weights.append(w)
    return history, weights


def _wavering(rng):
    """Losses that fall, turn, and waver all along."""
    epochs = np.arange(60)
    return (0.4 + 0.8 * np.exp(-epochs / 12) + 0.004 * epochs + rng.normal(0, 0.035, size=60)).tolist()

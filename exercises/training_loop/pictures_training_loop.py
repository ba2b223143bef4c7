"""Pictures of `training_loop`: the learning curves, and what a measurement in the middle of learning is worth."""

import numpy as np

from learnnn.checks import require, shape_of, tensor
from learnnn.drawing import BLACK, curve, new_figure, numbers

EPOCHS = 40


def learning_curves(student, rng):
    """Learning curves, and the epoch that is kept.

    The history of your `fit`, on a few noisy points of two classes. The training loss goes on falling; the validation loss
    turns round, and from there on the network learns the noise by heart. The dashed line is the best epoch; the star is the
    model as `fit` leaves it, measured again: it should lie on the curve there, not at its end.
    """
    world = _World(student.stage, rng, n_samples=60, dropout=0.0)
    history = student.fit(
        world.model, world.loader, world.val_loader, world.optimizer, world.criterion, "cpu", epochs=EPOCHS, patience=15
    )
    require(isinstance(history, dict), f"`fit` returned {shape_of(history)}, expected a dict of three lists.")
    train, val, accuracy = (
        numbers(history.get(name), what=f'the history\'s "{name}"', shape=(None,))
        for name in ("train_loss", "val_loss", "val_accuracy")
    )
    kept = _measured(student, world, world.val_loader)
    best = int(val.argmin()) + 1

    figure, (losses, accuracies) = new_figure(2, 1, width=5.6, height=5.4, sharex=True, height_ratios=(2, 1))
    curve(losses, train, label="training")
    curve(losses, val, label="validation", series=1)
    losses.plot(
        best, kept, marker="*", markersize=15, color=BLACK, linestyle="none", zorder=4, label="the model that is kept"
    )
    losses.set(title=f"The validation loss is lowest in epoch {best} of {len(val)}", ylabel="loss per sample")
    losses.legend()
    curve(accuracies, accuracy, label="validation", series=1)
    accuracies.set(title="Validation accuracy", xlabel="epoch", ylabel="fraction right", ylim=(0, 1.05))
    for ax in (losses, accuracies):
        ax.axvline(best, color=BLACK, linestyle="--", linewidth=1)
    return figure


def training_and_evaluation(student, rng):
    """Two losses on the same data.

    For each epoch the loss that `train_one_epoch` returns, and the loss that `evaluate` finds on the same training data
    right afterwards. The network drops half of its units in training, and its weights get better while the epoch lasts: so
    the first is higher, though no sample differs. That is why a training loss below a validation loss is no proof of
    anything.
    """
    world = _World(student.stage, rng, n_samples=200, dropout=0.5)
    while_learning, afterwards = [], []
    for _ in range(15):
        loss = student.train_one_epoch(world.model, world.loader, world.optimizer, world.criterion, "cpu")
        while_learning.append(numbers(loss, what="what `train_one_epoch` returns", shape=()))
        afterwards.append(_measured(student, world, world.loader))

    figure, ax = new_figure()
    curve(ax, np.array(while_learning), label="while learning (train_one_epoch)")
    curve(ax, np.array(afterwards), label="afterwards (evaluate)", series=1)
    ax.set(title="The same samples, with dropout and without", xlabel="epoch", ylabel="loss per sample")
    ax.legend()
    return figure


class _World:
    """Two classes of points that overlap, a network that is large for so few, and all that it is trained with."""

    def __init__(self, stage, rng, *, n_samples, dropout):
        nn = stage.nn
        stage.torch.manual_seed(0)
        self.loader = stage.DataLoader(_points(stage, rng, n_samples), batch_size=20)
        self.val_loader = stage.DataLoader(_points(stage, rng, 200), batch_size=50)
        self.model = nn.Sequential(
            nn.Linear(2, 64), nn.ReLU(), nn.Dropout(dropout), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 2)
        )
        self.optimizer = stage.torch.optim.Adam(self.model.parameters(), lr=0.003)
        self.criterion = nn.CrossEntropyLoss()


def _points(stage, rng, n):
    labels = rng.integers(2, size=n)
    X = rng.normal(size=(n, 2)) + np.where(labels[:, None] == 1, 0.6, -0.6)  # (n, 2)
    return stage.TensorDataset(tensor(X.astype(np.float32)), tensor(labels))


def _measured(student, world, loader):
    """The loss that `evaluate` finds."""
    answer = student.evaluate(world.model, loader, world.criterion, "cpu")
    is_pair = type(answer) is tuple and len(answer) == 2
    require(is_pair, f"`evaluate` returned {shape_of(answer)}, expected the pair (loss, accuracy).")
    return numbers(answer[0], what="the loss that `evaluate` returns", shape=())

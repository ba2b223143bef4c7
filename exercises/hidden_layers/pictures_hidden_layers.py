"""Pictures of `hidden_layers`: XOR on its way through a network, digits layer by layer, and the votes for three digits."""

import numpy as np

from learnnn.checks import require, shape_of
from learnnn.drawing import colour_bar, curve, heat_map, new_figure, numbers, redraw

N_TRAIN, N_TEST = 1000, 400
SHOWN = 0, 3, 5  # the digits whose votes are drawn


def xor_on_its_way(student, rng):
    """XOR on its way through a hidden layer.

    Noisy XOR points as your `plot_hidden` draws what your `capture` catches of a small trained network, with your
    `separability` of each: at the input, behind the weights of the hidden layer, behind its activation, and the two
    scores. The weights turn and stretch the picture, and still no line parts the classes. The bend pushes them into
    corners, and then one does.
    """
    X, y = _noisy_xor(np.random.default_rng(3), 160)
    network = student.stage.trained([2, 2, 2], X, y, n_steps=400, lr=0.05, seed=1)
    caught = _caught(student, network, X, ["0", "1", "2"])
    layers = {"input": X, "0, weights": caught["0"], "1, tanh": caught["1"], "2, scores": caught["2"]}
    figure = redraw(student.figure(student.plot_hidden(layers, y)))
    for ax, h in zip(figure.axes, layers.values(), strict=False):
        ax.set_title(f"{ax.get_title()}: separability {_share(student, h, y):.2f}")
    return figure


def layer_by_layer(student, rng):
    """Digits come apart, layer by layer.

    What your `separability` says of handwritten digits after each layer of a network, for the network as it started and
    after training. Layers 0, 2 and 4 only multiply and add, and none of them raises the curve; where they make few
    units out of many, something is lost. It rises at the activations between them, and only in the network that has
    learned where to bend.
    """
    X, y = _digits(slice(N_TRAIN))
    X_test, y_test = _digits(slice(N_TRAIN, N_TRAIN + N_TEST))
    names = [str(layer) for layer in range(5)]
    figure, ax = new_figure(width=6.4)
    for series, (label, n_steps) in enumerate((("before training", 0), ("after training", 150))):
        network = student.stage.trained([64, 24, 24, 10], X, y, n_steps=n_steps, lr=0.01, seed=0)
        layers = {"input": X_test, **_caught(student, network, X_test, names)}
        shares = [_share(student, h, y_test) for h in layers.values()]
        curve(ax, np.array(shares), x=np.arange(6), label=label, series=series)
    ax.set(title="Digits after each layer", xlabel="layer", ylabel="separability", ylim=(0, 1))
    ax.set_xticks(range(6), ["input", "0\nweights", "1\ntanh", "2\nweights", "3\ntanh", "4\nscores"])
    ax.legend(loc="lower left")
    return figure


def votes(student, rng):
    """Which unit votes for which digit.

    Your `class_contributions` for three digits and a network with twelve hidden units: what each unit adds to each
    score, and below what all of them add. Light cells speak for a class, dark ones against it. The right class has a
    light column with hardly a dark cell, rather than the lightest cell of all: no unit decides alone, and each has
    several classes.
    """
    X, y = _digits(slice(N_TRAIN))
    network = student.stage.trained([64, 12, 10], X, y, n_steps=150, lr=0.01, seed=0)
    X_test, y_test = _digits(slice(N_TRAIN, N_TRAIN + N_TEST))
    chosen = [int(np.flatnonzero(y_test == k)[0]) for k in SHOWN]
    h = _caught(student, network, X_test[chosen], ["1"])["1"]
    W2 = numbers(student.stage.output_weights(network), what="the weights of the output layer", shape=(12, 10))
    votes = numbers(student.class_contributions(h, W2), what="what `class_contributions` returns", shape=(3, 12, 10))

    figure, axes = new_figure(2, 3, width=9.6, height=5.0, height_ratios=(9, 1), sharex=True, sharey="row")
    limit = np.abs(votes).max()
    for (above, below), one, k in zip(axes.T, votes, SHOWN, strict=True):
        shades = heat_map(above, one, label=None, limits=(-limit, limit))
        heat_map(below, one.sum(axis=0, keepdims=True), label=None, form=".1f")
        above.set(title=f"a handwritten {k}", ylabel="hidden unit")
        below.set(title="all units together", xlabel="class", ylabel="sum", xticks=range(10), yticks=[])
    colour_bar(axes, shades, "contribution to the score")
    return figure


def _share(student, h, y):
    """What `separability` says."""
    return float(numbers(student.separability(h, y), what="what `separability` returns", shape=()))


def _caught(student, network, X, names):
    """What `capture` catches, as arrays of numbers (N, H)."""
    answer = student.stage.caught(student.capture, network, X, names)
    require(isinstance(answer, dict), f"`capture` returned {shape_of(answer)}, expected a dict.")
    return {name: numbers(answer.get(name), what=f'the output of "{name}"', shape=(len(X), None)) for name in names}


def _noisy_xor(rng, n):
    """Points around the corners of a square, and whether their two signs differ."""
    corners = rng.integers(2, size=(n, 2))
    return 2 * corners - 1 + rng.normal(0, 0.25, size=(n, 2)), corners[:, 0] ^ corners[:, 1]


def _digits(which):
    """Some digits as rows of 64 pixels, and their classes."""
    from learnnn.data import digits

    images, labels = digits()
    return images[which].reshape(-1, 64).astype(float), labels[which]

"""Pictures of `representations`: digits cluster layer by layer, a map of them, and the way from king to queen."""

import warnings
from itertools import pairwise

import numpy as np

from learnnn.checks import require, shape_of
from learnnn.drawing import BLACK, SERIES, curve, new_figure, numbers, redraw, words

N_TRAIN, N_TEST = 1000, 100
SIZES = 64, 32, 32, 10


def layer_by_layer(student, rng):
    """Neighbours, layer by layer.

    Your `neighbour_accuracy` of handwritten digits in changing light, at the input and behind each hidden layer. At the
    input those with the same light are neighbours. A network with random weights changes little. The trained one learns
    to ignore the light, and digits of one class come together.
    """
    figure, ax = new_figure()
    for series, (label, weights) in enumerate((("random weights", _random()), ("trained", _trained()))):
        layers, y = _layers(weights)
        shares = [
            numbers(student.neighbour_accuracy(h, y), what="what `neighbour_accuracy` returns", shape=())
            for h in layers
        ]
        curve(ax, np.array(shares), x=np.arange(len(shares)), label=label, series=series)
    ax.set(title="Digits whose neighbour is of their class", xlabel="layer", ylabel="share of digits", ylim=(0, 1))
    ax.set_xticks(range(3), ["input", "hidden 1", "hidden 2"])
    ax.legend()
    return figure


def map_of_digits(student, rng):
    """A map of what the last hidden layer makes of digits.

    Your `embed` and your `plot_embedding` for a hundred digits that the network was not trained on. Each number stands
    in the middle of its class. Look at the points that lie among others: those the network is likely to confuse. How
    large an island is, and how far from the next, means nothing.
    """
    layers, y = _layers(_trained())
    places = numbers(student.embed(layers[-1]), what="what `embed` returns", shape=(N_TEST, 2))
    figure = redraw(student.figure(student.plot_embedding(places, y)))
    for ax in figure.axes:
        ax.set_title(ax.get_title() or "A hundred digits behind the last hidden layer")
        ax.set_aspect("equal")
        if ax.get_legend():
            ax.legend(loc="upper left", bbox_to_anchor=(1.02, 1))  # beside the points, not on them
    return figure


def king_and_queen(student, rng):
    """From man to king, and from woman to the answer.

    Words with made-up vectors in 20 dimensions, drawn by the first two directions of your `pca`. The solid arrow is the way
    from man to king; the dashed one is the same way, begun at woman. The ring is the answer of your `analogy`. The dashed
    arrow ends near a word and not on it: the words have more to them than what they have in common.
    """
    vectors = _words(np.random.default_rng(4))
    answer = words(student.analogy(vectors, "man", "king", "woman"), what="what `analogy` returns")
    require(answer in vectors, f"`analogy` returned {answer!r}, which is none of the words.")
    triple = student.pca(np.array(list(vectors.values())), 2)
    is_triple = isinstance(triple, tuple | list) and len(triple) == 3
    require(is_triple, f"`pca` returned {shape_of(triple)}, expected the triple (Z, directions, shares).")
    Z = numbers(triple[0], what="`Z`", shape=(len(vectors), 2))
    at = dict(zip(vectors, Z, strict=True))

    figure, ax = new_figure(width=6.6, height=4.8)
    ax.scatter(*Z.T, color=BLACK, s=18)
    way = at["king"] - at["man"]
    ahead = 10 * way / max(np.hypot(*way), 1e-9)  # in points
    for word, place in at.items():
        offset = ahead if word in {"king", "pear", answer} else -ahead  # where no arrow runs
        side = "left" if offset[0] > 0 else "right"
        ax.annotate(word, place, xytext=offset, textcoords="offset points", ha=side, va="center", fontsize=9)
    for start, style, kind in (("man", "solid", SERIES[0]), ("woman", "dashed", SERIES[1])):
        arrow = {
            "arrowstyle": "->",
            "linestyle": style,
            "color": kind.colour,
            "linewidth": 1.8,
            "shrinkA": 0,
            "shrinkB": 0,
        }
        ax.annotate("", xy=at[start] + way, xytext=at[start], arrowprops=arrow)
    ax.scatter(*at[answer], s=220, facecolors="none", edgecolors=BLACK, linewidths=1.5)
    ax.set(title=f"man is to king as woman is to {answer}", xlabel="direction 1", ylabel="direction 2")
    ax.margins(0.15)
    return figure


def _words(rng):
    """Vectors made of what words have in common, royal or not, female or not, and some that is their own."""
    royal, female, young, thing = rng.normal(size=(4, 20))
    mixtures = {
        "man": 0 * royal, "woman": female, "boy": young, "girl": young + female,
        "king": 1.2 * royal, "queen": 1.2 * royal + female, "apple": thing, "pear": 1.1 * thing,
    }  # fmt: skip
    person = rng.normal(size=20)
    return {
        word: vector + (0 if word in {"apple", "pear"} else person) + 0.2 * rng.normal(size=20)
        for word, vector in mixtures.items()
    }


def _digits():
    """Digits as rows of 64 pixels, with light that falls from anywhere, and their classes."""
    from learnnn.data import digits

    images, labels = digits()
    light = np.random.default_rng(0).normal(size=(3, len(images), 1, 1))
    ramp = np.linspace(-1, 1, 8)
    return (images + light[0] * ramp + light[1] * ramp[:, np.newaxis] + light[2]).reshape(-1, 64), labels


def _random():
    """The weights and biases of a network that has learned nothing."""
    rng = np.random.default_rng(1)
    shapes = list(pairwise(SIZES))
    weights = [rng.normal(0, (2 / n_in) ** 0.5, size=(n_in, n_out)) for n_in, n_out in shapes]
    return weights, [np.zeros(n_out) for _, n_out in shapes]


def _trained():
    """The weights and biases of a network that has learned digits."""
    from sklearn.neural_network import MLPClassifier

    X, y = _digits()
    network = MLPClassifier(
        SIZES[1:-1], alpha=0.3, learning_rate_init=0.005, batch_size=100, max_iter=30, random_state=0
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it would like to train for longer
        network.fit(X[:N_TRAIN], y[:N_TRAIN])
    return network.coefs_, network.intercepts_


def _layers(weights):
    """Digits that nobody was trained on at the input and behind each hidden layer, and their classes."""
    X, y = _digits()
    layers = [X[-N_TEST:]]
    for W, b in list(zip(*weights, strict=True))[:-1]:
        layers.append(np.maximum(layers[-1] @ W + b, 0))
    return layers, y[-N_TEST:]

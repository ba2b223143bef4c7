"""Pictures of `harder_data`: images and their templates, and three networks on both kinds of data."""

import numpy as np

from learnnn.checks import require, shape_of
from learnnn.data import digits, photographs
from learnnn.drawing import SERIES, new_figure, numbers

KINDS = ("one-layer", "two-layer", "convolution")
DATA = ("digits", "scenes")
N_IMAGES, N_TRAIN = 1300, 1000


def templates(student, rng):
    """Templates of digits, and of the same digits in colour.

    An example of each class, and the weights of your one-layer network for that class after your `train_network` has seen
    a thousand images. For plain digits (top) many templates resemble their figure. For scenes (bottom; red, green and blue
    are the weights of the three channels, grey is 0) colours and places have washed them out.
    """
    data, parts = _data(student), {"build_network": student.build_network, "train_network": student.train_network}
    rows = []
    for name, channels in zip(DATA, (1, 3), strict=True):
        side = 8 if name == "digits" else 10
        weights = data.templates(parts, name, epochs=8, batch_size=16, lr=0.003)
        weights = numbers(weights, what="the weights of the one-layer network", shape=(10, channels, side, side))
        rows += [(f"{name}:\nexample", np.asarray(data.examples(name))), ("template", _as_colours(weights))]

    figure, axes = new_figure(4, 10, width=9.5, height=4.4)
    for row, (name, pictures) in zip(axes, rows, strict=True):
        row[0].set_ylabel(name, rotation=0, ha="right", va="center")
        for label, (ax, picture) in enumerate(zip(row, pictures, strict=True)):
            ax.imshow(np.broadcast_to(picture, (3, *picture.shape[1:])).transpose(1, 2, 0), interpolation="nearest")
            ax.set(xticks=[], yticks=[], title=str(label))
            ax.spines[:].set_visible(True)
    return figure


def three_networks(student, rng):
    """Three networks on digits and on scenes.

    What your `compare_networks` returns for both. All three read plain digits well. The same digits in colour, shifted and
    before a photograph, are far harder for each, and least so for the one with convolutions. The grey line is guessing.
    """
    data = _data(student)
    figure, ax = new_figure()
    for series, name in enumerate(DATA):
        found = data.compare(student.compare_networks, name, epochs=5, batch_size=16, lr=0.004, seed=4)
        is_complete = isinstance(found, dict) and set(found) == set(KINDS)
        require(is_complete, f"`compare_networks` returned {shape_of(found)}, expected a dict of the three kinds.")
        heights = numbers([found[kind] for kind in KINDS], what="what `compare_networks` returns", shape=(3,))
        kind = SERIES[series]
        places = np.arange(3) + (series - 0.5) * 0.38
        drawn = ax.bar(places, heights, 0.36, color=kind.pale, edgecolor=kind.colour, hatch=kind.hatch, label=name)
        ax.bar_label(drawn, [f"{height:.2f}" for height in heights], padding=2, fontsize=9)
    ax.axhline(0.1, color="#6E6E6E", linewidth=1)
    ax.set(title="The same digits, plain and in colour", xlabel="network", ylabel="fraction right", ylim=(0, 1.1))
    ax.set_xticks(range(3), KINDS)
    ax.grid(visible=False, axis="x")
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.18), ncols=2)
    return figure


def _data(student):
    """Digits and scenes, made where the student's code runs."""
    images, labels = (part[:N_IMAGES] for part in digits())
    small = [photograph[::3, ::3] for photograph in photographs().values()]
    return student.stage.Scenes(np.round(images * 16).astype(np.uint8), labels, small, N_TRAIN)


def _as_colours(weights):
    """Weights of one class as colours in 0..1, with 0 in the middle."""
    largest = np.abs(weights).reshape(len(weights), -1).max(axis=1).reshape(-1, 1, 1, 1)
    return 0.5 + 0.5 * weights / np.maximum(largest, 1e-12)

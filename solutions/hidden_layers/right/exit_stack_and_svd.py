"""An exit stack tidies up behind the pass, and main directions of the units, not weights, say what labels they explain."""

from contextlib import ExitStack
from functools import partial

import matplotlib.pyplot as plt
import numpy as np
import torch


def note(caught, name, layer, inputs, output):
    caught[name] = np.array(output.detach().cpu())


def capture(model, x, layers):
    modules = dict(model.named_modules())
    missing = [name for name in layers if name not in modules]
    if missing:
        raise KeyError(*missing)
    caught = dict.fromkeys(layers)
    with ExitStack() as stack:
        stack.callback(model.train, model.training)
        for name in layers:
            handle = modules[name].register_forward_hook(partial(note, caught, name))
            stack.callback(handle.remove)
        stack.enter_context(torch.no_grad())
        model.eval()
        model(x)
    return caught


def class_contributions(h, W2):
    n_units, (n_rows, n_classes) = h.shape[1], W2.shape
    if n_units != n_rows:
        raise ValueError(f"{n_units} units, but weights for {n_rows}")
    return np.stack([h * W2[:, k] for k in range(n_classes)], axis=-1)


def centre(table):
    table = table - table[0]  # so that constant columns are exactly 0
    return table - table.mean(axis=0)


def separability(h, y):
    one_hot = np.equal.outer(y, sorted(set(y.tolist()))).astype(np.float64)
    if one_hot.shape[1] == 1:
        raise ValueError("all samples are of one class")
    labels, units = centre(one_hot), centre(h.astype(np.float64))
    spread = units.std(axis=0)
    directions, sizes, _ = np.linalg.svd(units[:, spread > 0] / spread[spread > 0], full_matrices=False)
    directions = directions[:, sizes > 1e-10 * sizes.max(initial=0)]
    explained = np.linalg.norm(directions.T @ labels) ** 2
    return min(1.0, float(explained / np.linalg.norm(labels) ** 2))


def plot_hidden(layers, y):
    fig = plt.figure(figsize=(5, 4 * len(layers)))
    grid = fig.add_gridspec(len(layers), 1, hspace=0.5)
    for place, (name, h) in zip(grid, layers.items(), strict=True):
        ax = fig.add_subplot(place)
        ax.set_title(name)
        ax.set_xlabel("unit 0")
        ax.set_ylabel("unit 1")
        series = [ax.scatter(*h[y == k, :2].T, s=12, label=f"class {k}") for k in sorted(set(y.tolist()))]
    fig.legend(handles=series)
    return fig

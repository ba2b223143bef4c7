"""Uses a library once in a warm parent, the way most solutions will: what it sets up at its first use is then set up already.

In a fresh worker the first training step of torch takes about 15 ms, of which 10 are such things; a first plot is alike.
Nothing that a student's code could notice is left behind: the state of the random generators is what it was, and no thread.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable


def rehearse(modules: Iterable[str]) -> None:
    """Use those of these modules, all imported already, that are slow at their first use."""
    for name in modules:
        if name in _USES:
            _USES[name]()


def _train() -> None:
    """Three steps of training on constants, without drawing a random number that anyone would miss."""
    import torch

    # The phantom has no name until it is enabled, in a worker that asks for it.
    importlib.import_module("learnnn.worker.phantom.installation").prepare()
    with torch.random.fork_rng(devices=[]):
        model = torch.nn.Sequential(
            torch.nn.Linear(2, 2), torch.nn.BatchNorm1d(2), torch.nn.ReLU(), torch.nn.Dropout(), torch.nn.Linear(2, 2)
        )
        loss = torch.nn.functional.cross_entropy(model(torch.ones(2, 2)), torch.tensor([0, 1]))
        if torch.version.cuda is not None or torch.version.hip is not None:
            return  # going backward there starts a thread for each device
        loss.backward()
        if "torch._dynamo" in sys.modules:  # else the first step would import it, which takes a second
            for kind in (torch.optim.SGD, torch.optim.Adam):
                kind(model.parameters(), lr=0.1).step()
        model.load_state_dict(model.state_dict())
        torch.equal(loss, loss.detach())


def _plot() -> None:
    from matplotlib import pyplot as plt

    from learnnn.worker import figures

    figure, axes = plt.subplots()
    axes.plot([0, 1], [0, 1], label="line")
    axes.scatter([0, 1], [0, 1], label="points")
    axes.set(xlabel="x", ylabel="y", title="title")
    axes.legend()
    figures.describe(figure)
    plt.close(figure)


_USES = {"torch": _train, "matplotlib.pyplot": _plot}

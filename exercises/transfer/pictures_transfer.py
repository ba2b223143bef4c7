"""A picture of `transfer`: what is gained by a network that knows other digits."""

import numpy as np

from learnnn.data import digits
from learnnn.drawing import curve, new_figure, numbers

FEW = {2: 30, 5: 30, 10: 24, 20: 20}  # examples of each digit, and for how many epochs they are learned
BATCH_SIZE = 25
BASE = ["stem", "body"]
WAYS = (  # what it is called, whether the network has learned 0 to 4, base_lr, what is frozen at first and then
    ("head only", True, 0.0, BASE, BASE),
    ("head, then body", True, 0.02, BASE, ["stem"]),
    ("from scratch", False, 0.1, [], []),
)


def examples_needed(student, rng):
    """How many examples a new task needs.

    Your `fine_tune` learns the digits 5 to 9 from a few examples of each, three times: only the head of a network that
    knows 0 to 4, its body after the head, and everything from random weights. Look at the left end, where knowledge from
    another task is worth most, and at where the curves meet: with enough examples, what is frozen becomes a limit.
    """
    images, labels = digits()
    scene = student.stage.Digits(np.round(images * 16).astype(np.uint8), labels)
    figure, ax = new_figure()
    for series, (name, has_learned, base_lr, first, second) in enumerate(WAYS):
        found = [
            _accuracy(student, scene, n_each, has_learned, base_lr, [(first, epochs // 2), (second, epochs // 2)])
            for n_each, epochs in FEW.items()
        ]
        curve(ax, np.array(found), x=np.array([*FEW]), label=name, series=series)
    ax.axhline(0.2, color="#8C8C8C", linewidth=1, label="guessing")
    ax.set(
        title="Learning 5 to 9 from few examples", xlabel="examples of each digit", ylabel="fraction right", ylim=(0, 1)
    )
    ax.set_xscale("log")
    ax.set_xticks([*FEW], [str(n_each) for n_each in FEW])
    ax.set_xticks([], minor=True)
    ax.legend()
    return figure


def _accuracy(student, scene, n_each, has_learned, base_lr, plan):
    model = scene.pretrained() if has_learned else scene.fresh()
    loader = scene.loader(n_each, BATCH_SIZE)
    losses = student.fine_tune(model, "head", loader, "cpu", plan=plan, base_lr=base_lr, head_lr=0.1)
    numbers(losses, what="what `fine_tune` returns", shape=(FEW[n_each],))
    return scene.accuracy(model, n_each)

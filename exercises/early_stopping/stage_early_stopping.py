"""Course code beside the functions: a training that changes its weights in place, as optimizers do."""

from typing import Any

import numpy as np


class Training:
    """A training with nothing to learn: after its k-th epoch every one of its weights is k."""

    def __init__(self) -> None:
        self.weights = {"W": np.zeros((2, 3)), "b": np.zeros(3)}

    def run(self, stopping: Any, val_losses: list[float]) -> list[Any]:
        """One epoch for each loss, and then one call of `update` with it: all answers, also those after a True."""
        answers = []
        for val_loss in val_losses:
            for array in self.weights.values():
                array += 1
            answers.append(stopping.update(val_loss, self.weights))
        return answers


def restored_twice(stopping: Any) -> list[Any]:
    """What `restore` answers at first, and what it answers once that has been overwritten."""
    first = stopping.restore()
    before = {name: np.array(value) for name, value in first.items()} if isinstance(first, dict) else first
    if isinstance(first, dict):
        for value in first.values():
            if isinstance(value, np.ndarray):
                value[...] = 100
        first.clear()
    return [before, stopping.restore()]

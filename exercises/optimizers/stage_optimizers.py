"""Course code beside the functions: it goes through the mini-batches, and takes a named tuple for the tuple that it is."""

from collections.abc import Callable, Iterable

import numpy as np

Minibatches = Callable[..., Iterable[tuple[np.ndarray, np.ndarray]]]


def collect(
    minibatches: Minibatches, X: np.ndarray, y: np.ndarray, batch_size: int, rng: np.random.Generator
) -> list[object]:
    """All pairs of an epoch, in a list."""
    return [tuple(pair) if isinstance(pair, tuple) else pair for pair in minibatches(X, y, batch_size, rng)]


def orders(minibatches: Minibatches, n_rows: int, batch_size: int, rng: np.random.Generator, epochs: int) -> np.ndarray:
    """The rows in the order in which each epoch deals them out, (epochs, n_rows), and -1 where one is missing at the end.

    One generator serves all epochs.
    """
    rows, dealt = np.arange(n_rows), np.full((epochs, n_rows), -1)
    for epoch in range(epochs):
        batches = [y_batch for _, y_batch in minibatches(rows[:, None].copy(), rows, batch_size, rng)]
        order = np.concatenate(batches)[:n_rows]
        dealt[epoch, : len(order)] = order
    return dealt

"""Activations to try a forward pass with: each takes an array and returns a new one of the same shape."""

import numpy as np


def relu(z: np.ndarray) -> np.ndarray:
    """What is positive stays, everything else becomes 0."""
    return np.maximum(z, 0)


def identity(z: np.ndarray) -> np.ndarray:
    """Nothing happens: a network with this activation is linear."""
    return z.copy()

"""A load to be weighed."""

import numpy as np


class Load:
    """200,000 pieces."""

    def __init__(self, seed):
        self.pieces = np.random.default_rng(seed).normal(size=200_000)

    def put_on(self, weigh):
        """What it weighs."""
        return weigh(self.pieces)

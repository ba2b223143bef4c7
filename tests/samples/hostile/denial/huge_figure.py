"""Draws a line of millions of points and a hundred thousand lines of two."""
# exercise: drawing
# checks: test_draws_a_line

import matplotlib.pyplot as plt
import numpy as np


def draw():
    plt.plot(np.zeros(3_000_000))
    for _ in range(3000):
        plt.axvline(0.0, label="x" * 1000)

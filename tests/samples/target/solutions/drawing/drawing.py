"""Draw."""

import matplotlib.pyplot as plt


def draw() -> None:
    """Draw the line from (0, 0) to (1, 1)."""
    plt.plot([0.0, 1.0], [0.0, 1.0])

"""Draws with an artist that never says where it is."""
# exercise: drawing
# checks: test_draws_a_line, test_draws_on_one_axes

import matplotlib.pyplot as plt
from matplotlib.lines import Line2D


class Slow(Line2D):
    def get_xydata(self):
        while True:
            pass


def draw():
    plt.gca().add_line(Slow([0, 1], [0, 1]))

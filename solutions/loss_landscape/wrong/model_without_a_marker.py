"""Nothing is to be seen of the model on the map: its point has no marker.

`plot` joins points by a line, and a single point has none to show. What else can it draw at a point?

required:
    test_map_is_named
"""


def plot_landscape(steps_1, steps_2, losses):
    fig, ax = plt.subplots()
    ax.contourf(steps_1, steps_2, losses.T, levels=20)
    ax.contour(steps_1, steps_2, losses.T, levels=20, colors="w")
    ax.plot(0, 0, label="model")
    ax.set_xlabel("first direction")
    ax.set_ylabel("second direction")
    ax.legend()
    return fig

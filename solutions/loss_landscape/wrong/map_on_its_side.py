"""The map is on its side: the contour lines are not where the loss has their level.

For `contour`, row 0 of its numbers is the lowest line of the map. Which of your two directions runs along it?

required:
    test_contour_lines_are_where_the_loss_is
    test_maps_of_any_shape_and_scale
"""


def plot_landscape(steps_1, steps_2, losses):
    fig, ax = plt.subplots()
    ax.contour(steps_1, steps_2, losses.reshape(len(steps_2), len(steps_1)), levels=20)
    ax.scatter([0], [0], label="model")
    ax.set_xlabel("first direction")
    ax.set_ylabel("second direction")
    ax.legend()
    return fig

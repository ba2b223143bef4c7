"""Pictures of `perceptron`: the line while it learns, the mistakes it makes, and the student's own drawing."""

import numpy as np

from learnnn.drawing import class_points, curve, new_figure, numbers, plane, redraw, regions, whole_numbers

EPOCHS = 6  # that are shown, one in a panel
CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
GATES = {"AND": [0, 0, 0, 1], "XOR": [0, 1, 1, 0]}


def boundary_while_learning(student, rng):
    """The boundary while it learns.

    Each panel shows where your perceptron decides for class 0 (plain) and for class 1 (hatched) after so many epochs.
    Look at how far the line moves from panel to panel: every correction is for one point only, and may put others on the
    wrong side. Once there are none, the line stays where it is.
    """
    X, y = _two_clouds()
    model = student.Perceptron(2, lr=0.1, rng=rng)
    figure, axes = new_figure(2, EPOCHS // 2, sharex=True, sharey=True)

    for epoch, ax in enumerate(axes.flat, 1):
        model.fit(X, y, 1)
        regions(ax, plane(model.predict, X, what="what `predict` returns"))
        class_points(ax, X, y)
        wrong = numbers(model.predict(X), what="what `predict` returns", shape=y.shape) != y
        ax.scatter(*X[wrong].T, s=90, facecolors="none", edgecolors="black", label="on the wrong side", zorder=4)
        ax.set_title(f"after epoch {epoch}: {wrong.sum()} wrong")

    _label_outside(axes)
    figure.legend(*axes.flat[0].get_legend_handles_labels(), loc="outside lower center", ncols=3)
    return figure


def mistakes_per_epoch(student, rng):
    """Mistakes in each epoch.

    The list that `fit` returns, for two gates. AND can be cut by one line: the curve reaches 0, and learning ends there.
    XOR cannot: however long you look, no epoch is without a mistake.
    """
    figure, ax = new_figure()
    for series, (gate, y) in enumerate(GATES.items()):
        model = student.Perceptron(2, lr=0.5, rng=rng)
        mistakes = whole_numbers(model.fit(CORNERS, np.array(y), 30), what="what `fit` returns", shape=(None,))
        curve(ax, mistakes, label=gate, series=series)

    ax.set(title="AND is learned, XOR never", xlabel="epoch", ylabel="mistakes, of 4 rows")
    ax.set_yticks(range(5))
    ax.legend()
    return figure


def your_own_plot(student, rng):
    """What `plot_decision_boundary` draws.

    Your own figure, for a perceptron that has learned. Its line should pass between the two clouds, and reach from the
    leftmost point to the rightmost.
    """
    X, y = _two_clouds()
    model = student.Perceptron(2, lr=0.1, rng=rng)
    model.fit(X, y, 50)

    figure = redraw(student.figure(student.plot_decision_boundary(model, X, y)))

    for ax in figure.axes:
        if not ax.get_title():
            ax.set_title("your plot_decision_boundary")
    return figure


def _two_clouds():
    """Points `X` (50, 2) that one line can tell apart, with a narrow gap, and their labels `y` (50,)."""
    rng = np.random.default_rng(2)  # data from which a perceptron learns in six epochs, and not at once
    y = np.tile([0, 1], 25)
    along, across = rng.normal(scale=0.8, size=50), 0.2 + np.abs(rng.normal(scale=0.6, size=50))
    return 2 + np.outer(along, [0.8, -0.6]) + np.outer(across * (2 * y - 1), [0.6, 0.8]), y


def _label_outside(axes):
    """Name the axes once for each row and column of a grid of panels."""
    for ax in axes[-1]:
        ax.set_xlabel("x₁")
    for ax in axes[:, 0]:
        ax.set_ylabel("x₂")

"""The limits of the axes and the ends of the line are the same for all data, so that points further away cannot be
seen, and the line ends before them.

Fixed limits fit the corners of a gate, and no other data. Take the ends of the line from `X`, and leave the limits of
the axes to matplotlib.

required:
    test_all_points_are_within_the_axes
    test_boundary_reaches_as_far_as_the_points
"""


def plot_decision_boundary(model, X, y):
    fig, ax = plt.subplots()
    ax.scatter(X[y == 0, 0], X[y == 0, 1], color="tab:blue", label="class 0")
    ax.scatter(X[y == 1, 0], X[y == 1, 1], color="tab:red", label="class 1")
    x1 = np.linspace(-0.5, 2.5, 100)
    ax.plot(x1, decision_line(model.weights, model.bias, x1), label="boundary")
    ax.set_xlabel("x1")
    ax.set_ylabel("x2")
    ax.legend()
    ax.set_xlim(-0.5, 2.5)
    ax.set_ylim(-1.5, 1.5)
    return ax

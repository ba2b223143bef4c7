"""The points are drawn with x1 and x2 exchanged: the first input goes up instead of to the right.

Columns of `X` are inputs: `X[:, 0]` holds x1, for the horizontal axis. Look at the order of the two arguments with
which you draw the points.

required:
    test_each_class_is_drawn_where_it_lies
    test_all_points_are_within_the_axes
"""


def plot_decision_boundary(model, X, y):
    fig, ax = plt.subplots()
    ax.scatter(X[y == 0, 1], X[y == 0, 0], color="tab:blue", label="class 0")
    ax.scatter(X[y == 1, 1], X[y == 1, 0], color="tab:red", label="class 1")
    x1 = np.linspace(X[:, 0].min(), X[:, 0].max(), 100)
    ax.plot(x1, decision_line(model.weights, model.bias, x1), label="boundary")
    ax.set_xlabel("x1")
    ax.set_ylabel("x2")
    ax.legend()
    return ax

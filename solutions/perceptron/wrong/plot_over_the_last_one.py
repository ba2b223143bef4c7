"""A second plot is drawn over the first one, because both use the same figure.

Functions of pyplot draw into the figure that is current, which may be an old one. Begin by making a new one.

required:
    test_each_plot_is_a_new_figure
"""


def plot_decision_boundary(model, X, y):
    ax = plt.gca()
    ax.scatter(X[y == 0, 0], X[y == 0, 1], color="tab:blue", label="class 0")
    ax.scatter(X[y == 1, 0], X[y == 1, 1], color="tab:red", label="class 1")
    x1 = np.linspace(X[:, 0].min(), X[:, 0].max(), 100)
    ax.plot(x1, decision_line(model.weights, model.bias, x1), label="boundary")
    ax.set_xlabel("x1")
    ax.set_ylabel("x2")
    ax.legend()
    return ax

"""The plot does not say what it shows: the axes have no labels and there is no legend.

Labels given to `scatter` and `plot` are not shown by themselves; a legend has to be asked for. The axes are named by
calls of their own.

required:
    test_axes_and_series_have_their_names
"""


def plot_decision_boundary(model, X, y):
    fig, ax = plt.subplots()
    ax.scatter(X[y == 0, 0], X[y == 0, 1], color="tab:blue", label="class 0")
    ax.scatter(X[y == 1, 0], X[y == 1, 1], color="tab:red", label="class 1")
    x1 = np.linspace(X[:, 0].min(), X[:, 0].max(), 100)
    ax.plot(x1, decision_line(model.weights, model.bias, x1), label="boundary")
    return ax

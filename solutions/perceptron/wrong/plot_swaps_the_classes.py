"""The points of class 1 are drawn as class 0, and those of class 0 as class 1.

Look at the condition with which you choose the rows of each class, and at the label that you give them.

required:
    test_each_class_is_drawn_where_it_lies
    test_all_points_are_within_the_axes
    test_each_plot_is_a_new_figure
"""


def plot_decision_boundary(model, X, y):
    fig, ax = plt.subplots()
    ax.scatter(X[y == 0, 0], X[y == 0, 1], color="tab:blue", label="class 1")
    ax.scatter(X[y == 1, 0], X[y == 1, 1], color="tab:red", label="class 0")
    x1 = np.linspace(X[:, 0].min(), X[:, 0].max(), 100)
    ax.plot(x1, decision_line(model.weights, model.bias, x1), label="boundary")
    ax.set_xlabel("x1")
    ax.set_ylabel("x2")
    ax.legend()
    return ax

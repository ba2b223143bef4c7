"""`plot_decision_boundary` returns nothing.

Who gets the axes back can add a title, save the figure or look at what is in it; `plt.show()` keeps it from them. The
contract says what to return.

required:
    test_axes_and_series_have_their_names
    test_each_class_is_drawn_where_it_lies
    test_boundary_runs_across_the_points
    test_all_points_are_within_the_axes
    test_boundary_reaches_as_far_as_the_points
    test_each_plot_is_a_new_figure
"""


def plot_decision_boundary(model, X, y):
    fig, ax = plt.subplots()
    ax.scatter(X[y == 0, 0], X[y == 0, 1], color="tab:blue", label="class 0")
    ax.scatter(X[y == 1, 0], X[y == 1, 1], color="tab:red", label="class 1")
    x1 = np.linspace(X[:, 0].min(), X[:, 0].max(), 100)
    ax.plot(x1, decision_line(model.weights, model.bias, x1), label="boundary")
    ax.set_xlabel("x1")
    ax.set_ylabel("x2")
    ax.legend()
    plt.show()

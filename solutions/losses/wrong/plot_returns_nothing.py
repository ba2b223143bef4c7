"""`plot_losses` shows the figure and returns nothing.

Who gets the figure back can save it or look at what is in it; `plt.show()` keeps it from them. End with `return`.

required:
    test_axes_have_their_names
    test_lines_of_the_errors_run_where_they_should
    test_line_of_the_probability_runs_where_it_should
    test_lines_are_wide_and_smooth
    test_each_plot_is_a_new_figure
"""

import matplotlib.pyplot as plt


def plot_losses():
    fig, (ax1, ax2) = plt.subplots(1, 2, figsize=(12, 5))
    e = np.linspace(-3, 3, 121)
    ax1.plot(e, e**2, label="mse")
    ax1.plot(e, np.abs(e), label="mae")
    ax1.plot(e, np.where(np.abs(e) <= 1, e**2 / 2, np.abs(e) - 0.5), label="huber")
    ax1.set_title("regression")
    ax1.set_xlabel("error")
    ax1.legend()
    p = np.linspace(0.005, 1, 200)
    ax2.plot(p, -np.log(p), label="cross_entropy")
    ax2.set_title("classification")
    ax2.set_xlabel("probability")
    ax2.legend()
    plt.close(fig)

"""A second plot is drawn over the first one, because both use figure number 1.

Figures with a number or a name are used again. Let matplotlib make a new one.

required:
    test_each_plot_is_a_new_figure
"""

import matplotlib.pyplot as plt


def plot_losses():
    fig, (ax1, ax2) = plt.subplots(1, 2, num=1, figsize=(12, 5))
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
    return fig

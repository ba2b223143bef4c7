"""The line `cross_entropy` rises with the probability of the right class, as if being right cost more.

The loss is -log(p), where p is what was predicted for the right class. At p = 1 it is 0.

required:
    test_line_of_the_probability_runs_where_it_should
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
    p = np.linspace(0.005, 0.995, 200)
    ax2.plot(p, -np.log(1 - p), label="cross_entropy")
    ax2.set_title("classification")
    ax2.set_xlabel("probability")
    ax2.legend()
    return fig

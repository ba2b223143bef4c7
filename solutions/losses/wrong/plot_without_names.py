"""The figure has no legend, so that nobody can tell which line is which.

Labels given to `plot` are not shown by themselves; a legend has to be asked for.

required:
    test_axes_have_their_names
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
    p = np.linspace(0.005, 1, 200)
    ax2.plot(p, -np.log(p), label="cross_entropy")
    ax2.set_title("classification")
    ax2.set_xlabel("probability")
    return fig

"""The line `network` shows the staircase as it was built: no epoch has had an effect on it.

Which function gives the network after training, and which of the two things it returns do you draw?

required:
    test_any_widths_are_drawn
    test_each_network_is_drawn_after_training
"""

from collections.abc import Sequence

from matplotlib.figure import Figure


def plot_fits(f: Curve, widths: Sequence[int], epochs: int, lr: float) -> Figure:
    """Show the fit of each of the `widths` in axes of its own, in a new figure, and return the figure."""
    x = np.linspace(0, 1, 501)
    figure, axes = plt.subplots(
        1, len(widths), figsize=(3 * len(widths), 3), sharey=True, squeeze=False, layout="tight"
    )
    for ax, width in zip(axes.flat, widths, strict=True):
        network = staircase(f, width, width)
        ax.plot(x, f(x), label="target")
        ax.plot(x, predict(network, x), "--", label="network")
        ax.set(title=f"{width} units", xlabel="x", ylabel="y")
        ax.legend()
    return figure

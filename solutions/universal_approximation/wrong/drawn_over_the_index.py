"""The lines run over 0, 1, 2, ... instead of from x = 0 to x = 1.

With a single array `plot` counts the points. What does it need in order to know where they are?

required:
    test_any_widths_are_drawn
    test_each_network_is_drawn_after_training
    test_each_plot_is_a_new_figure
    test_target_is_drawn_smoothly
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
        network, _ = fit_function(f, width, epochs, lr)
        ax.plot(f(x), label="target")
        ax.plot(predict(network, x), "--", label="network")
        ax.set(title=f"{width} units", xlabel="x", ylabel="y")
        ax.legend()
    return figure

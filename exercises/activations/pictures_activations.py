"""Pictures of `activations`: three functions with their slopes, and what the slopes leave of a gradient, layer by layer."""

import numpy as np

from learnnn.drawing import BLACK, curve, new_figure, numbers

NAMES = ("sigmoid", "tanh", "relu")
X = np.linspace(-4, 4, 401)
N_LAYERS, N_UNITS, N_EXAMPLES = 10, 50, 200


def values_and_slopes(student, rng):
    """Three functions and their slopes.

    On the left the values of your `sigmoid`, `tanh` and `relu`, on the right their derivatives. Look at the two dotted
    lines: the slope of tanh just reaches 1, that of sigmoid only a quarter of it, and both are nearly 0 at the rims. ReLU has
    a slope of 1 or none at all.
    """
    figure, (left, right) = new_figure(1, 2, width=9.0, height=4.0)
    for series, name in enumerate(NAMES):
        value, slope = _functions(student, name)
        curve(left, value(X), x=X, label=name, series=series)
        curve(right, slope(X), x=X, label=name, series=series)
    for height in (0.25, 1):
        right.axhline(height, color=BLACK, linewidth=0.8, linestyle=(0, (2, 3)), zorder=1)

    left.set(title="what comes out", xlabel="x", ylabel="value", ylim=(-1.2, 3))
    right.set(
        title="how fast it changes", xlabel="x", ylabel="slope", ylim=(-0.05, 1.15), yticks=(0, 0.25, 0.5, 0.75, 1)
    )
    figure.legend(*left.get_legend_handles_labels(), loc="outside lower center", ncols=3)
    return figure


def gradient_through_layers(student, rng):
    """What ten layers leave of a gradient.

    A gradient of size 1 enters ten random layers at the top and goes back to the bottom; your derivatives are its way
    through each layer. The weights are the same three times, so it is the slopes that make the difference. An axis step is a
    factor of ten: read off what sigmoid leaves for the first layer to learn from.
    """
    weights = rng.normal(scale=N_UNITS**-0.5, size=(N_LAYERS, N_UNITS, N_UNITS))
    inputs = rng.normal(size=(N_EXAMPLES, N_UNITS))
    upstream = rng.normal(size=(N_EXAMPLES, N_UNITS))
    figure, ax = new_figure(width=6.4, height=4.0)
    for series, name in enumerate(NAMES):
        sizes = _sizes_on_the_way(_functions(student, name), weights, inputs, upstream)
        curve(ax, np.maximum(sizes, 1e-12), label=name, series=series, markevery=1)  # 0 has no place on this axis

    ax.set(
        title="What is left of a gradient", xlabel="layer, from the input to the output", ylabel="size of the gradient"
    )
    ax.set_yscale("log")
    ax.set_xticks(range(1, N_LAYERS + 1))
    ax.legend(loc="lower right")
    return figure


def _functions(student, name):
    """The student's function of this name and its derivative, each an array like x for any x."""

    def asked(function):
        def answer(x):
            return numbers(getattr(student, function)(x), what=f"what `{function}` returns", shape=x.shape)

        return answer

    return asked(name), asked(f"{name}_derivative")


def _sizes_on_the_way(functions, weights, inputs, upstream):
    """The size of the gradient of each layer's sums, beside that of `upstream`, the first layer first."""
    value, slope = functions
    sums, activity = [], inputs
    for W in weights:
        sums.append(activity @ W)
        activity = value(sums[-1])
    sizes, gradient = [], upstream
    for W, z in zip(weights[::-1], sums[::-1], strict=True):
        gradient = gradient * slope(z)
        sizes.append(np.linalg.norm(gradient) / np.linalg.norm(upstream))
        gradient = gradient @ W.T
    return np.array(sizes[::-1])

"""The lines have so few points that the curves become polygons, and the kinks are cut off.

matplotlib joins the points by straight lines. How many are needed from -5 to 5 so that neighbours are at most 0.1
apart?

required:
    test_lines_are_wide_and_smooth
"""

import matplotlib.pyplot as plt


def plot_activations():
    functions = {
        "sigmoid": (sigmoid, sigmoid_derivative),
        "tanh": (tanh, tanh_derivative),
        "relu": (relu, relu_derivative),
        "leaky_relu": (leaky_relu, leaky_relu_derivative),
        "elu": (elu, elu_derivative),
        "swish": (swish, swish_derivative),
        "gelu": (gelu, gelu_derivative),
    }
    x = np.linspace(-6, 6, 50)
    fig, axes = plt.subplots(2, 4, figsize=(16, 8))
    axes = axes.flatten()
    for ax, (name, (f, df)) in zip(axes, functions.items()):
        ax.plot(x, f(x), label="value")
        ax.plot(x, df(x), label="derivative")
        ax.set_title(name)
        ax.set_xlabel("x")
        ax.legend()
    axes[-1].remove()
    return fig

"""The lines `derivative` show the derivative at f(x) instead of at x.

The derivative is a function of x, as the activation is. Give both the same array.

required:
    test_derivative_lines_show_the_slopes
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
    x = np.linspace(-6, 6, 601)
    fig, axes = plt.subplots(2, 4, figsize=(16, 8))
    axes = axes.flatten()
    for ax, (name, (f, df)) in zip(axes, functions.items()):
        ax.plot(x, f(x), label="value")
        ax.plot(x, df(f(x)), label="derivative")
        ax.set_title(name)
        ax.set_xlabel("x")
        ax.legend()
    axes[-1].remove()
    return fig

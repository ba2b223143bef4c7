"""A second plot is drawn over the first one, because both use figure number 1.

Figures with a number or a name are used again. Let matplotlib make a new one.

required:
    test_each_plot_is_a_new_figure
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
    fig, axes = plt.subplots(2, 4, num=1, figsize=(16, 8))
    axes = axes.flatten()
    for ax, (name, (f, df)) in zip(axes, functions.items()):
        ax.plot(x, f(x), label="value")
        ax.plot(x, df(x), label="derivative")
        ax.set_title(name)
        ax.set_xlabel("x")
        ax.legend()
    axes[-1].remove()
    return fig

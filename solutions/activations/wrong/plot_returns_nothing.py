"""`plot_activations` shows the figure and returns nothing.

Who gets the figure back can save it or look at what is in it; `plt.show()` keeps it from them. End with `return`.

required:
    test_each_function_has_axes_with_its_name
    test_value_lines_show_the_functions
    test_derivative_lines_show_the_slopes
    test_lines_are_wide_and_smooth
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
    fig, axes = plt.subplots(2, 4, figsize=(16, 8))
    axes = axes.flatten()
    for ax, (name, (f, df)) in zip(axes, functions.items()):
        ax.plot(x, f(x), label="value")
        ax.plot(x, df(x), label="derivative")
        ax.set_title(name)
        ax.set_xlabel("x")
        ax.legend()
    axes[-1].remove()
    plt.close(fig)

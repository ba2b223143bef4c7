"""All functions are drawn in the same axes, where nobody can tell the fourteen lines apart.

Ask `plt.subplots` for rows and columns of axes, and give each function one of its own, with its name as the title.

required:
    test_each_function_has_axes_with_its_name
    test_value_lines_show_the_functions
    test_derivative_lines_show_the_slopes
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
    x = np.linspace(-6, 6, 601)
    fig, ax = plt.subplots()
    for name, (f, df) in functions.items():
        ax.plot(x, f(x), label="value")
        ax.plot(x, df(x), label="derivative")
        ax.set_title(name)
        ax.set_xlabel("x")
        ax.legend()
    return fig

"""`relu` writes its zeros into the array that the caller handed in, and answers with that array.

An assignment such as x[x < 0] = 0 changes the caller's array, and fails for one that is read-only. Make a new array.

required:
    test_x_is_left_alone
    test_awkward_arrays
    test_integers_become_floats
permitted:
    test_no_warning_up_to_1000
    test_derivative_lines_show_the_slopes
    test_dtype_and_shape_are_kept
"""

import matplotlib.pyplot as plt


def relu(x):
    x[x < 0] = 0
    return x


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
        ax.plot(x, f(x.copy()), label="value")
        ax.plot(x, df(x.copy()), label="derivative")
        ax.set_title(name)
        ax.set_xlabel("x")
        ax.legend()
    axes[-1].remove()
    return fig

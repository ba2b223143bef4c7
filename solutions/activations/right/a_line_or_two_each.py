"""Each function in a line or two, straight from its formula."""

import math

import matplotlib.pyplot as plt
import numpy as np


def floats(values, x):
    return values.astype(np.float32 if x.dtype == np.float32 else np.float64)


def sigmoid(x):
    z = np.exp(-np.abs(x))  # never more than 1
    return np.where(x >= 0, 1 / (1 + z), z / (1 + z))


def sigmoid_derivative(x):
    s = sigmoid(x)
    return s * (1 - s)


def tanh(x):
    return np.tanh(x)


def tanh_derivative(x):
    return 1 - tanh(x) ** 2


def relu(x):
    return np.maximum(0.0, x)


def relu_derivative(x):
    return floats(x > 0, x)


def leaky_relu(x, alpha=0.01):
    return np.where(x > 0, x, alpha * x)


def leaky_relu_derivative(x, alpha=0.01):
    return floats(np.where(x > 0, 1.0, alpha), x)


def elu(x, alpha=1.0):
    return np.where(x > 0, x, alpha * (np.exp(np.minimum(x, 0.0)) - 1))


def elu_derivative(x, alpha=1.0):
    return np.where(x > 0, 1.0, alpha * np.exp(np.minimum(x, 0.0)))


def swish(x):
    return x * sigmoid(x)


def swish_derivative(x):
    return sigmoid(x) + x * sigmoid_derivative(x)


def gelu(x):
    u = math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)
    return 0.5 * x * (1 + np.tanh(u))


def gelu_derivative(x):
    u = math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)
    du = math.sqrt(2 / math.pi) * (1 + 3 * 0.044715 * x**2)
    t = np.tanh(u)
    return 0.5 * (1 + t) + 0.5 * x * (1 - t**2) * du


def softmax(x):
    e = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


def softmax_derivative(x):
    s = softmax(x)
    eye = np.eye(x.shape[-1], dtype=s.dtype)
    return s[..., None] * eye - s[..., :, None] * s[..., None, :]


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
    return fig

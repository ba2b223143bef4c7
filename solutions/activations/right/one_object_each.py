"""Each function is an object with a value and a slope, made from tables; a decorator computes in float64 and narrows."""

from dataclasses import dataclass
from functools import wraps
from typing import Callable

import matplotlib.pyplot as plt
import numpy as np


def in_doubles(formula):
    """Compute in float64, whatever arrives, and give float32 back where float32 came."""

    @wraps(formula)
    def function(x, **settings):
        answer = formula(np.array(x, dtype=float), **settings)
        return answer.astype(x.dtype if x.dtype == np.float32 else float)

    return function


def split_at_zero(left, right):
    """One formula for negative entries and zero, another for positive ones, each seeing its own entries only."""

    def formula(x, **settings):
        answer = np.empty(x.shape)
        is_right = x > 0
        answer[is_right] = right(x[is_right])
        answer[~is_right] = left(x[~is_right], **settings)
        return answer

    return formula


@dataclass(frozen=True)
class Activation:
    name: str
    value: Callable
    slope: Callable


def _logistic(x):
    return split_at_zero(lambda z: np.exp(z) / (1 + np.exp(z)), lambda z: 1 / (1 + np.exp(-z)))(x)


def _gelu_inner(x):
    return np.sqrt(2 / np.pi) * np.polynomial.polynomial.polyval(x, [0, 1, 0, 0.044715])


def _gelu_slope(x):
    t = np.tanh(_gelu_inner(x))
    inner = np.sqrt(2 / np.pi) * np.polynomial.polynomial.polyval(x, [1, 0, 3 * 0.044715])
    return (1 + t) / 2 * (1 + x * (1 - t) * inner)


def _constant(number):
    return lambda x: np.full(x.shape, number)


TABLE = {
    one.name: one
    for one in (
        Activation("sigmoid", _logistic, lambda x: _logistic(x) * _logistic(-x)),
        Activation("tanh", lambda x: 2 * _logistic(2 * x) - 1, lambda x: 4 * _logistic(2 * x) * _logistic(-2 * x)),
        Activation("relu", lambda x: x.clip(min=0), lambda x: np.where(x > 0, 1.0, 0.0)),
        Activation(
            "leaky_relu",
            split_at_zero(lambda z, alpha=0.01: alpha * z, lambda z: z),
            split_at_zero(lambda z, alpha=0.01: np.full(z.shape, alpha), _constant(1.0)),
        ),
        Activation(
            "elu",
            split_at_zero(lambda z, alpha=1.0: alpha * (np.exp(z) - 1), lambda z: z),
            split_at_zero(lambda z, alpha=1.0: alpha * np.exp(z), _constant(1.0)),
        ),
        Activation("swish", lambda x: x * _logistic(x), lambda x: _logistic(x) * (1 + x * _logistic(-x))),
        Activation("gelu", lambda x: x / 2 + x / 2 * np.tanh(_gelu_inner(x)), _gelu_slope),
    )
}

sigmoid, sigmoid_derivative = in_doubles(TABLE["sigmoid"].value), in_doubles(TABLE["sigmoid"].slope)
tanh, tanh_derivative = in_doubles(TABLE["tanh"].value), in_doubles(TABLE["tanh"].slope)
relu, relu_derivative = in_doubles(TABLE["relu"].value), in_doubles(TABLE["relu"].slope)
leaky_relu, leaky_relu_derivative = in_doubles(TABLE["leaky_relu"].value), in_doubles(TABLE["leaky_relu"].slope)
elu, elu_derivative = in_doubles(TABLE["elu"].value), in_doubles(TABLE["elu"].slope)
swish, swish_derivative = in_doubles(TABLE["swish"].value), in_doubles(TABLE["swish"].slope)
gelu, gelu_derivative = in_doubles(TABLE["gelu"].value), in_doubles(TABLE["gelu"].slope)


@in_doubles
def softmax(x):
    x -= np.max(x, axis=-1, keepdims=True)
    np.exp(x, out=x)
    x /= x.sum(axis=-1, keepdims=True)
    return x


@in_doubles
def softmax_derivative(x):
    s = softmax(x)
    n = s.shape[-1]
    matrices = np.zeros(s.shape + (n,))
    places = np.arange(n)
    matrices[..., places, places] = s
    return matrices - s[..., np.newaxis] @ s[..., np.newaxis, :]


def plot_activations():
    figure, axes = plt.subplot_mosaic([["sigmoid", "tanh", "relu", "leaky_relu"], ["elu", "swish", "gelu", "empty"]])
    axes.pop("empty").set_axis_off()
    x = np.linspace(-8, 8, 1601)
    for name, ax in axes.items():
        ax.plot(x, in_doubles(TABLE[name].slope)(x), "r--", label="derivative", zorder=1)
        ax.plot(x, in_doubles(TABLE[name].value)(x), "k", label="value", zorder=2)
        ax.fill_between(x, 0, TABLE[name].slope(x), alpha=0.1)
        ax.set_title(name, loc="center", fontweight="bold")
        ax.set_xlabel("$x$")
    figure.legend(*axes["gelu"].get_legend_handles_labels(), loc="lower right")
    return figure

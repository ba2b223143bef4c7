"""Works in place on flat copies, with ufuncs that write where they are told to, and gives the shape back at the end."""

import matplotlib.pyplot as plt
import numpy as np

ROOT = float(np.sqrt(2 / np.pi))


def flat(x):
    kind = np.float32 if x.dtype == np.float32 else np.float64
    return np.array(x, dtype=kind, order="C").reshape(-1)


def sigmoid(x):
    z = flat(x)
    e = np.exp(-np.abs(z))
    top = np.ones_like(z)
    np.copyto(top, e, where=z < 0)
    np.divide(top, 1 + e, out=top)
    return top.reshape(x.shape)


def sigmoid_derivative(x):
    e = np.exp(-np.abs(flat(x)))
    return (e / np.square(1 + e)).reshape(x.shape)


def tanh(x):
    z = flat(x)
    np.tanh(z, out=z)
    return z.reshape(x.shape)


def tanh_derivative(x):
    t = tanh(x)
    np.multiply(t, t, out=t)
    np.subtract(1, t, out=t)
    return t


def relu(x):
    z = flat(x)
    z[z < 0] = 0
    return z.reshape(x.shape)


def relu_derivative(x):
    z = flat(x)
    z[:] = z > 0
    return z.reshape(x.shape)


def leaky_relu(x, alpha=0.01):
    z = flat(x)
    np.multiply(z, alpha, out=z, where=z < 0)
    return z.reshape(x.shape)


def leaky_relu_derivative(x, alpha=0.01):
    z = flat(x)
    positive = z > 0
    z.fill(alpha)
    z[positive] = 1
    return z.reshape(x.shape)


def elu(x, alpha=1.0):
    z = flat(x)
    np.expm1(z, out=z, where=z <= 0)
    np.multiply(z, alpha, out=z, where=z <= 0)
    return z.reshape(x.shape)


def elu_derivative(x, alpha=1.0):
    z = flat(x)
    right = z > 0
    z[right] = 1
    np.exp(z, out=z, where=~right)
    z[~right] *= alpha
    return z.reshape(x.shape)


def swish(x):
    z = flat(x).reshape(x.shape)
    z *= sigmoid(x)
    return z


def swish_derivative(x):
    s, z = sigmoid(x), flat(x).reshape(x.shape)
    z *= 1 - s
    z += 1
    z *= s
    return z


def gelu(x):
    z = flat(x)
    u = z**2
    u *= 0.044715
    u += 1
    u *= z
    u *= ROOT
    np.tanh(u, out=u)
    u += 1
    u *= z
    u /= 2
    return u.reshape(x.shape)


def gelu_derivative(x):
    z = flat(x)
    square = z * z
    u = ROOT * z * (1 + 0.044715 * square)
    inner = ROOT * (1 + 3 * 0.044715 * square)
    e = np.exp(-2 * np.abs(u))
    sech2 = 4 * e / (1 + e) ** 2  # no difference of nearly equal numbers
    return ((1 + np.tanh(u) + z * inner * sech2) / 2).reshape(x.shape)


def softmax(x):
    columns = np.moveaxis(flat(x).reshape(x.shape), -1, 0)  # (K, ...)
    columns = np.exp(columns - columns.max(axis=0))
    columns /= columns.sum(axis=0)
    return np.ascontiguousarray(np.moveaxis(columns, 0, -1))


def softmax_derivative(x):
    s = softmax(x)
    rows = s.reshape(-1, s.shape[-1])  # (N, K)
    answer = rows[:, :, None] * np.identity(s.shape[-1], dtype=s.dtype)
    answer -= np.matmul(rows[:, :, None], rows[:, None, :])
    return answer.reshape(*s.shape, s.shape[-1])


def plot_activations():
    figure = plt.figure()
    grid = figure.add_gridspec(4, 2)
    x = np.concatenate([np.arange(-5, 0, 0.02), np.arange(0, 5.01, 0.02)])
    names = "sigmoid tanh relu leaky_relu elu swish gelu".split()
    for i in range(7):
        ax = figure.add_subplot(grid[i // 2, i % 2])
        y = eval(names[i])(x)
        dy = eval(names[i] + "_derivative")(x)
        (value,) = ax.plot(x, y)
        (derivative,) = ax.plot(x, dy)
        ax.set(title=names[i], xlabel="x", ylim=(-1.2, 2))
        ax.annotate("0", (0, 0))
        ax.legend([value, derivative], ["value", "derivative"])
        value.set_label("value")
        derivative.set_label("derivative")
    return figure

"""The functions visit the entries one by one in a Python loop.

NumPy's functions take whole arrays: one expression for all entries. A row of `softmax` needs no loop either, with an
axis that is kept.

required:
    test_whole_arrays_are_computed_at_once
"""

import math


def floats(values, x):
    return values.astype(np.float32 if x.dtype == np.float32 else np.float64)


def sigmoid(x):
    out = np.array([0.5 * (1 + math.tanh(0.5 * t)) for t in x.ravel()])
    return floats(out.reshape(x.shape), x)


def sigmoid_derivative(x):
    out = np.array([s * (1 - s) for s in sigmoid(x).ravel()])
    return floats(out.reshape(x.shape), x)


def gelu(x):
    out = np.empty(x.shape)
    for i, t in np.ndenumerate(x):
        out[i] = 0.5 * t * (1 + math.tanh(math.sqrt(2 / math.pi) * (t + 0.044715 * t**3)))
    return floats(out, x)


def gelu_derivative(x):
    out = np.empty(x.shape)
    for i, t in np.ndenumerate(x):
        tanh_u = math.tanh(math.sqrt(2 / math.pi) * (t + 0.044715 * t**3))
        du = math.sqrt(2 / math.pi) * (1 + 3 * 0.044715 * t**2)
        out[i] = 0.5 * (1 + tanh_u) + 0.5 * t * (1 - tanh_u**2) * du
    return floats(out, x)


def softmax(x):
    rows = x.reshape(-1, x.shape[-1])
    out = np.empty(rows.shape)
    for i, row in enumerate(rows):
        e = np.exp(row - row.max())
        out[i] = e / e.sum()
    return floats(out.reshape(x.shape), x)


def softmax_derivative(x):
    rows = softmax(x).reshape(-1, x.shape[-1])
    out = np.empty((*rows.shape, rows.shape[1]))
    for i, s in enumerate(rows):
        out[i] = np.diag(s) - np.outer(s, s)
    return floats(out.reshape((*x.shape, x.shape[-1])), x)

"""float32 inside where the arguments are float32, norms and dot products instead of means, arrays filled in place."""

import numpy as np
from matplotlib import pyplot

EPSILON = 1e-7


def narrow(array):
    """float32 stays float32, everything else becomes float64; always a new flat array."""
    return np.array(array, dtype=np.float32 if array.dtype == np.float32 else np.float64).ravel()


class Errors:
    """What predictions miss their targets by."""

    def __init__(self, predictions, targets):
        if predictions.shape != targets.shape:
            raise ValueError("predictions and targets are not alike")
        self.flat = narrow(predictions) - narrow(targets)
        self.shape = predictions.shape
        if self.n < 1:
            raise ValueError("no errors, no mean")

    @property
    def n(self):
        return self.flat.size

    def spread(self, slopes):
        return (slopes / self.flat.dtype.type(self.n)).reshape(self.shape)


def mse(predictions, targets):
    errors = Errors(predictions, targets)
    return np.dot(errors.flat, errors.flat) / errors.n


def mse_gradient(predictions, targets):
    errors = Errors(predictions, targets)
    return errors.spread(errors.flat + errors.flat)


def mae(predictions, targets):
    errors = Errors(predictions, targets)
    return np.linalg.norm(errors.flat, ord=1) / errors.n


def mae_gradient(predictions, targets):
    errors = Errors(predictions, targets)
    slopes = np.zeros_like(errors.flat)
    np.divide(errors.flat, np.abs(errors.flat), out=slopes, where=errors.flat != 0)
    return errors.spread(slopes)


def huber(predictions, targets, delta=1.0):
    errors = Errors(predictions, targets)
    sizes = np.abs(errors.flat)
    costs = np.piecewise(sizes, [sizes <= delta], [lambda e: e * e / 2, lambda e: delta * e - delta * delta / 2])
    return costs.sum() / costs.size


def huber_gradient(predictions, targets, delta=1.0):
    errors = Errors(predictions, targets)
    np.minimum(errors.flat, delta, out=errors.flat)
    np.maximum(errors.flat, -delta, out=errors.flat)
    return errors.spread(errors.flat)


def binary_cross_entropy(predictions, targets):
    n = Errors(predictions, targets).n
    yes, no = narrow(predictions), 1 - narrow(predictions)
    wanted = narrow(targets)
    for side in (yes, no):
        np.clip(side, EPSILON, 1 - EPSILON, out=side)
        np.log(side, out=side)
    return -(np.inner(wanted, yes) + np.inner(1 - wanted, no)) / n


def binary_cross_entropy_gradient(predictions, targets):
    errors = Errors(predictions, targets)
    p, y = narrow(predictions).clip(EPSILON, 1 - EPSILON), narrow(targets)
    return errors.spread((1 - y) / (1 - p) - y / p)


def places(rows, labels):
    """Where the labels' entries are, if all rows were one."""
    if rows.ndim != 2 or labels.shape != rows.shape[:1]:
        raise ValueError("rows and labels do not fit")
    if labels.size == 0:
        raise ValueError("no rows")
    return np.ravel_multi_index((range(len(labels)), labels), rows.shape)  # raises ValueError for a class unknown


def cross_entropy(predictions, labels):
    wanted = narrow(predictions)[places(predictions, labels)]
    return np.mean(-np.log(np.where(wanted < EPSILON, EPSILON, wanted)))


def cross_entropy_gradient(predictions, labels):
    where = places(predictions, labels)
    flat = narrow(predictions)
    slopes = np.zeros_like(flat)
    np.put(slopes, where, -1 / (np.maximum(flat[where], EPSILON) * len(where)))
    return slopes.reshape(predictions.shape)


def softmax_cross_entropy(logits, labels):
    where = places(logits, labels)
    z = narrow(logits).reshape(logits.shape).T  # (C, N)
    z -= z.max(axis=0)
    wanted = z.T.ravel()[where]
    return np.mean(np.log(np.exp(z).sum(axis=0)) - wanted)


def softmax_cross_entropy_gradient(logits, labels):
    where = places(logits, labels)
    z = narrow(logits).reshape(logits.shape)
    z -= z.max(axis=1, keepdims=True)
    np.exp(z, out=z)
    z /= z.sum(axis=1, keepdims=True)
    z.reshape(-1)[where] -= 1
    z /= len(where)
    return z


def plot_losses():
    figure, (right, left) = pyplot.subplots(ncols=2)
    steps = np.arange(-3.05, 3.06, 0.05)
    nothing = np.zeros(1)
    left.plot(steps, np.vectorize(lambda e: mse(np.array([e]), nothing))(steps), "r-", label="MSE")
    left.plot(steps, np.vectorize(lambda e: mae(np.array([e]), nothing))(steps), "g-", label="MAE")
    left.plot(steps, np.vectorize(lambda e: huber(np.array([e]), nothing))(steps), "b-", label="Huber")
    left.set_title("Regression")
    left.set_xlabel("Error")
    left.legend(loc="upper center")
    chances = np.linspace(1, 0.001, 150)
    costs = [cross_entropy(np.array([[chance, 1 - chance]]), np.array([0])) for chance in chances]
    right.plot(chances, costs, label="Cross-entropy")
    right.set_title("Classification")
    right.set_xlabel("Probability")
    right.legend()
    figure.tight_layout()
    return figure

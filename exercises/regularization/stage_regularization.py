"""Course code beside the functions: a network that learns, from few examples, which points lie inside a circle.

Some of its examples are labelled wrongly. It has weights enough to learn those by heart.
"""

from collections.abc import Callable

import numpy as np

Parameters = dict[str, np.ndarray]
Adjust = Callable[[float, Parameters, Parameters], tuple[float, Parameters]]  # the penalties are added here
Move = Callable[[Parameters, Parameters], Parameters]

N_TRAINING, N_VALIDATION, N_HIDDEN, STEPS, LR = 40, 500, 30, 1000, 0.4


def train_with_penalties(regularized_loss: Callable[..., tuple[float, Parameters]], l1: float, l2: float) -> dict[str, float]:
    """Train with `regularized_loss` and plain steps; see `measured` for what comes back."""

    def adjust(loss: float, gradients: Parameters, parameters: Parameters) -> tuple[float, Parameters]:
        return regularized_loss(loss, gradients, parameters, l1=l1, l2=l2)

    def move(parameters: Parameters, gradients: Parameters) -> Parameters:
        return {name: value - LR * gradients[name] for name, value in parameters.items()}

    return train(adjust, move)


def train_with_decay(decay_step: Callable[..., Parameters], decay: float) -> dict[str, float]:
    """Train with `decay_step`; see `measured` for what comes back."""

    def adjust(loss: float, gradients: Parameters, _: Parameters) -> tuple[float, Parameters]:
        return loss, gradients

    return train(adjust, lambda parameters, gradients: decay_step(parameters, gradients, lr=LR, decay=decay))


def train(adjust: Adjust, move: Move) -> dict[str, float]:
    """Learn the circle with full batches, always from the same start on the same points."""
    rng = np.random.default_rng(6)
    X, y = points(N_TRAINING, wrong=0.15, rng=rng)
    unseen = points(N_VALIDATION, wrong=0.0, rng=rng)
    parameters = {
        "W1": rng.normal(scale=2, size=(2, N_HIDDEN)),
        "b1": rng.normal(size=N_HIDDEN),
        "W2": rng.normal(scale=N_HIDDEN**-0.5, size=(N_HIDDEN, 1)),
        "b2": np.zeros(1),
    }
    for _ in range(STEPS):
        _, gradients = adjust(*loss_and_gradients(parameters, X, y), parameters)
        parameters = move(parameters, gradients)
    return measured(parameters, (X, y), unseen)


def points(n: int, *, wrong: float, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """`n` points of a square (n, 2), half of which a circle covers, and who is inside (n, 1), flipped for some."""
    X = rng.uniform(-1, 1, size=(n, 2))
    is_inside = (np.sum(X**2, axis=1) < 2 / np.pi) ^ (rng.random(n) < wrong)
    return X, is_inside[:, None].astype(float)


def forward(parameters: Parameters, X: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The answers of the hidden units (N, H) and the output sums (N, 1): positive means inside."""
    hidden = np.tanh(X @ parameters["W1"] + parameters["b1"])
    return hidden, hidden @ parameters["W2"] + parameters["b2"]


def loss_and_gradients(parameters: Parameters, X: np.ndarray, y: np.ndarray) -> tuple[float, Parameters]:
    """The mean binary cross-entropy and its gradients; nothing is known of penalties here."""
    hidden, z = forward(parameters, X)
    dz = ((1 + np.tanh(z / 2)) / 2 - y) / len(X)  # (N, 1)
    dhidden = dz @ parameters["W2"].T * (1 - hidden**2)  # (N, H)
    gradients = {"W1": X.T @ dhidden, "b1": dhidden.sum(axis=0), "W2": hidden.T @ dz, "b2": dz.sum(axis=0)}
    return float(np.mean(np.logaddexp(0, z) - y * z)), gradients


def measured(
    parameters: Parameters, seen: tuple[np.ndarray, np.ndarray], unseen: tuple[np.ndarray, np.ndarray]
) -> dict[str, float]:
    """The losses on both sets, without any penalty, the share of right answers to the unseen points, and the weights."""
    weights = np.concatenate([parameters["W1"].ravel(), parameters["W2"].ravel()])
    X, y = unseen
    return {
        "training": loss_and_gradients(parameters, *seen)[0],
        "validation": loss_and_gradients(parameters, X, y)[0],
        "accuracy": float(np.mean((forward(parameters, X)[1] > 0) == (y > 0.5))),
        "squares": float(np.sum(weights**2)),
        "near_zero": float(np.mean(np.abs(weights) < 0.01)),
    }

"""Inverted dropout (Srivastava et al., 2014): units fall silent at random in training, and none in evaluation."""

import numpy as np


def dropout_forward(x: np.ndarray, p: float, rng: np.random.Generator, training: bool) -> tuple[np.ndarray, np.ndarray]:
    """Drop each entry of `x` with probability `p` in training, and none in evaluation.

    `x` is a float32 or float64 array with one or more axes. It may be empty, read-only or not contiguous, and is not
    changed. Returns the tuple `(out, mask)`, two arrays of x's shape and dtype, with `out` equal to `x * mask`.

    In training, each entry of `mask` is 0 with probability `p` and `1 / (1 - p)` otherwise, independently of all other
    entries: the mask carries the scale already. In evaluation (`training` is false) every entry of `mask` is 1, and
    nothing is drawn.

    `rng` is the only source of randomness; draw from it in whatever way you like. Generators in the same state give the
    same mask, and each call in training draws a new one. Masks are drawn with array operations, without a Python loop
    over the entries. Raises ValueError, in training and in evaluation, unless `0 <= p < 1`.
    """
    if not 0 <= p < 1:
        raise ValueError(f"p is the probability of dropping and must be in [0, 1), got {p}")
    mask = (rng.random(x.shape) >= p) / (1 - p) if training else np.ones(x.shape)
    mask = mask.astype(x.dtype)
    return x * mask, mask


def dropout_backward(grad: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """The gradient of the loss with respect to the input of `dropout_forward`.

    `grad` is the gradient with respect to its output, and `mask` the mask that it returned, scale included: two arrays
    of the same shape and dtype, which the answer has too. Neither is changed.
    """
    return grad * mask


class MLP:
    """A network with one hidden layer of tanh units, and dropout between the hidden layer and the outputs.

        hidden  = tanh(X W1 + b1)     (N, n_hidden)
        dropped = hidden * mask       (N, n_hidden)
        outputs = dropped W2 + b2     (N, n_out)

    Its parameters are the attributes `W1` (n_in, n_hidden), `b1` (n_hidden,), `W2` (n_hidden, n_out) and `b2` (n_out,),
    NumPy arrays of float64. They can be read and set; `forward` computes with the values they have when it is called.
    The attribute `mask` (N, n_hidden) is the mask of the last call of `forward`, as `dropout_forward` returns it.
    """

    def __init__(self, n_in: int, n_hidden: int, n_out: int, p: float, rng: np.random.Generator) -> None:
        """Draw the weights at random and set the biases to zero.

        The weights are drawn from `rng`, with mean 0 and standard deviation sqrt(2 / (rows + columns)) of their matrix
        (Glorot and Bengio, 2010). Keep `rng`: the masks are drawn from it too. `p` is the probability of dropping a
        hidden unit, with `0 <= p < 1`.
        """
        self.W1 = rng.normal(scale=np.sqrt(2 / (n_in + n_hidden)), size=(n_in, n_hidden))
        self.b1 = np.zeros(n_hidden)
        self.W2 = rng.normal(scale=np.sqrt(2 / (n_hidden + n_out)), size=(n_hidden, n_out))
        self.b2 = np.zeros(n_out)
        self.p = p
        self.rng = rng

    def forward(self, X: np.ndarray, training: bool) -> np.ndarray:
        """The outputs, of shape (N, n_out), for a batch `X` of shape (N, n_in) and dtype float64, N at least 1.

        In training every call draws a new mask, in which each hidden unit of each row is dropped on its own. In
        evaluation no unit is dropped and nothing is drawn. `X` and the parameters are not changed.
        """
        self.X = X
        self.hidden = np.tanh(X @ self.W1 + self.b1)  # (N, n_hidden)
        self.dropped, self.mask = dropout_forward(self.hidden, self.p, self.rng, training)  # (N, n_hidden) each
        return self.dropped @ self.W2 + self.b2  # (N, n_out)

    def backward(self, grad: np.ndarray) -> dict[str, np.ndarray]:
        """The gradient of the loss for each parameter, back through the last call of `forward` and its mask.

        `grad` (N, n_out) is the gradient of the loss with respect to the outputs of that call, be it in training or in
        evaluation. A loss that is a mean has its 1/N in `grad` already: nothing is averaged here. The answer is a plain
        dict with the keys "W1", "b1", "W2" and "b2"; each value is an array of that parameter's shape. No mask is drawn
        and no parameter changed, so that a second call with the same `grad` gives the same answer.
        """
        dhidden = dropout_backward(grad @ self.W2.T, self.mask)  # (N, n_hidden)
        dz = dhidden * (1 - self.hidden**2)  # (N, n_hidden)
        return {"W1": self.X.T @ dz, "b1": dz.sum(axis=0), "W2": self.dropped.T @ grad, "b2": grad.sum(axis=0)}

"""Hidden layers: catch what they compute, see what each unit adds to a score, and how far the classes come apart."""

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure
from torch import Tensor, nn


def capture(model: nn.Module, x: Tensor, layers: Sequence[str]) -> dict[str, np.ndarray]:
    """Send the batch `x` through `model`, and return what the named layers put out on the way.

    `layers` are names as `model.named_modules()` gives them, all different; `""` is the model itself. Each of them runs
    in the pass and puts out one tensor; of a layer that runs several times, the last output counts. `x` (N, ...) is on
    the device of the model. N may be 0.

    The answer has one entry for each name, in the order of `layers`: a NumPy array with the shape, dtype and numbers of
    the tensor at the moment when the layer put it out, whatever is done to that tensor later in the pass. The arrays
    share no memory with `x` or with the model.

    `x` goes through the model once and as a whole, in evaluation mode and with gradient recording off. Afterwards the
    model is in the mode, training or evaluation, that it was in (all of its parts were in the same), its parameters and
    buffers are unchanged, and so are the hooks on it: yours are gone, those of others are still there. That also holds
    when the pass raises an error, which goes on to the caller. Raises KeyError if the model has no layer of one of the
    names.
    """
    raise NotImplementedError


def class_contributions(h: np.ndarray, W2: np.ndarray) -> np.ndarray:
    """What each hidden unit adds to the score of each class: numbers (N, H, C).

    `h` (N, H) are the outputs of the hidden units for N samples, N may be 0; `W2` (H, C) are the weights from these
    units to the C classes. Entry [n, j, k] is what unit j adds to the score of class k for sample n. Summed over the
    units, with the bias of the output layer, the contributions are the scores `h @ W2 + b2`.

    Raises ValueError if `h` does not have as many columns as `W2` has rows.
    """
    raise NotImplementedError


def separability(h: np.ndarray, y: np.ndarray) -> float:
    """How well one linear layer can tell the classes `y` by `h`: the share, 0 to 1, of the labels that it explains.

    `h` (N, H) are finite numbers, H at least 1; `y` (N,) are the classes, integers from 0 on, not all of which need to
    occur. Y (N, C) are the labels as one-hot rows, 1 in the column of the sample's class and 0 elsewhere, and m (C,) is
    their mean over the samples. The answer is 1 - E / T: E is the lowest sum of squares of Y - (h V + c) that any
    weights V (H, C) and biases c (C,) reach, and T is the sum of squares of Y - m.

    Columns of `h` may be constant, and may be sums or multiples of others; there may be more of them than samples. The
    mean of a column is at most 100 times its spread (except where it is constant), and the spreads of different columns
    are within a factor of 1000. Raises ValueError if `y` has fewer than two different classes.
    """
    raise NotImplementedError


def plot_hidden(layers: dict[str, np.ndarray], y: np.ndarray) -> Figure:
    """Show where layers put N samples, in a new figure with one axes for each layer, in the order of `layers`.

    `layers` has at least one entry: arrays (N, H) by name, such as `capture` returns; H is at least 2. `y` (N,) are the
    classes, integers from 0 on. Each axes has the name of its layer as the title, and shows the first two units of each
    sample as a point: unit 0 on the x-axis, which is labelled `unit 0`, and unit 1 on the y-axis, labelled `unit 1`.
    The points of class k are a series of their own with the label `class k`; classes that do not occur have none.

    A legend, in the figure or in its axes, shows these labels. Anything else is up to you. Returns the figure.
    """
    raise NotImplementedError

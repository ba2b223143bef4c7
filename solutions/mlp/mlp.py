"""A multi-layer perceptron as a PyTorch module: layers that are registered, know their mode, and take any batch axes."""

from collections.abc import Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn


def flatten(x: Tensor, n_axes: int = 2) -> Tensor:
    """Merge the last `n_axes` axes of `x` into one, row by row; the axes before them are batch axes and stay.

    With the default, images (N, h, w) become (N, h * w), one image (h, w) becomes (h * w,), and (B, N, h, w) becomes
    (B, N, h * w). `n_axes` is at least 1 and at most the number of axes of `x`, whose dtype and device are kept. A
    batch axis may have length 0, and `x` may have any memory layout; it is not changed. Gradients go back through it.
    """
    return x.flatten(start_dim=-n_axes)


class MLP(nn.Module):
    """Dense layers with ReLU between them, and with batch normalisation and dropout in the hidden ones if wanted.

    The entries of its `state_dict`, with k and j counting from 0, are `linears.k.weight` and `linears.k.bias`, one
    `nn.Linear` for each two neighbours in `sizes`; and, with batch normalisation, those of one `nn.BatchNorm1d` for
    each hidden layer: `norms.j.weight`, `norms.j.bias`, `norms.j.running_mean`, `norms.j.running_var` and
    `norms.j.num_batches_tracked`. There are no others. All begin as PyTorch makes them.
    """

    def __init__(self, sizes: Sequence[int], *, dropout: float = 0.0, batch_norm: bool = False) -> None:
        """Make the layers.

        `sizes` is a list or tuple of ints: the number of inputs, the widths of the hidden layers (there may be none),
        and the number of outputs. `dropout` is the probability, 0 <= dropout < 1, with which a hidden unit is dropped
        in training. Raises ValueError if there are fewer than two sizes, if one of them is less than 1, or if `dropout`
        is out of range.
        """
        super().__init__()
        if len(sizes) < 2 or min(sizes) < 1:
            raise ValueError(f"sizes must be at least two numbers from 1 up, not {sizes}")
        if not 0 <= dropout < 1:
            raise ValueError(f"dropout must be at least 0 and below 1, not {dropout}")
        self.linears = nn.ModuleList(nn.Linear(n_in, n_out) for n_in, n_out in pairwise(sizes))
        self.norms = nn.ModuleList(nn.BatchNorm1d(n) for n in sizes[1:-1] if batch_norm)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor) -> Tensor:
        """The logits (..., sizes[-1]) of the inputs `x` (..., sizes[0]), on the same device.

        `x` has the floating dtype of the parameters, which is that of the logits, too. Before its last axis it has any
        number of batch axes, none for a single sample; in evaluation mode one of length 0 gives an empty answer. (In
        training mode batch normalisation needs at least two samples.)

        A hidden layer is the dense layer, then batch normalisation, then ReLU, then (inverted) dropout. The statistics
        of batch normalisation are taken over all samples of `x`, whatever its batch axes. The last layer is the dense
        layer alone: logits are scores of any sign and size, not probabilities. In evaluation mode the answer to the
        same `x` is always the same; in training mode each hidden unit of each sample is dropped anew in each call.

        Raises ValueError if the last axis of `x` does not have length sizes[0].
        """
        n_in, n_out = self.linears[0].in_features, self.linears[-1].out_features
        if x.shape[-1] != n_in:
            raise ValueError(f"each sample must have {n_in} inputs, not {x.shape[-1]}")
        h = x.reshape(-1, n_in)  # (N, n_in), all batch axes in one
        for layer, linear in enumerate(self.linears[:-1]):
            h = linear(h)
            if self.norms:
                h = self.norms[layer](h)
            h = self.dropout(torch.relu(h))
        return self.linears[-1](h).reshape(*x.shape[:-1], n_out)


def predict(model: nn.Module, x: Tensor) -> Tensor:
    """The class (...) of each sample of `x`: the place of its highest logit, as int64.

    `model` is any module with parameters, all on one device, that turns inputs (..., D) into logits (..., C). `x` may
    be on the CPU or on the device of the model, which is where the answer is. It goes through `model(x)` once and as a
    whole, in evaluation mode and with gradient recording off. Afterwards the model as a whole is in the mode,
    training or evaluation, that it was in, and autograd records if it did.
    """
    was_training = model.training
    model.eval()
    with torch.no_grad():
        logits = model(x.to(next(model.parameters()).device))  # (..., C)
    model.train(was_training)
    return logits.argmax(dim=-1)

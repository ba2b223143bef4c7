"""Batch axes stay as they are and only batch normalisation merges them; a dropout mask is drawn by hand."""

from itertools import zip_longest

import torch
import torch.nn.functional as F
from torch import nn


def flatten(x, n_axes=2):
    for _ in range(n_axes - 1):
        x = torch.flatten(x, -2)  # the last two become one
    return x


class MLP(nn.Module):
    def __init__(self, sizes, *, dropout=0.0, batch_norm=False):
        nn.Module.__init__(self)
        n_in, *hidden, n_out = sizes  # a ValueError for fewer than two
        if not all(size >= 1 for size in sizes):
            raise ValueError("each layer has at least one unit")
        if not (dropout >= 0.0 and dropout < 1.0):
            raise ValueError("dropout is a probability below 1")
        self.sizes, self.batch_norm = tuple(sizes), batch_norm
        self.dropout = nn.Dropout(dropout)
        self.linears = nn.Sequential(*map(nn.Linear, [n_in, *hidden], [*hidden, n_out]))
        self.norms = nn.Sequential()
        if batch_norm:
            self.norms.extend(map(nn.BatchNorm1d, hidden))

    def forward(self, x):
        *hidden, last = self.linears
        if x.size(-1) != self.linears[0].in_features:
            raise ValueError(f"{x.size(-1)} inputs do not fit the first layer")
        for linear, norm in zip_longest(hidden, self.norms):
            x = linear(x)
            if norm is not None:
                x = norm(x.reshape(-1, x.size(-1))).reshape(x.size())
            x = F.relu(x)
            if self.training:
                x = x * self._mask(x)
        return last(x)

    def _mask(self, x):
        """0 for the units that are dropped, and for the others what makes up for them."""
        kept = 1 - self.dropout.p
        return torch.empty_like(x).bernoulli_(kept) / kept


@torch.no_grad()
def predict(model, x):
    device = {p.device for p in model.parameters()}.pop()
    mode = model.training
    try:
        best = model.eval()(x.to(device)).max(dim=-1)
    finally:
        model.train(mode)
    return best.indices

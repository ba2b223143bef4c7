"""The linear layers in one list and the normalisations in another, gone through by number."""

import torch
import torch.nn as nn


def flatten(x, n_axes=2):
    """Merge the last axes."""
    batch = x.shape[: x.ndim - n_axes]
    size = 1
    for n in x.shape[x.ndim - n_axes :]:
        size *= n
    return x.reshape(*batch, size)


class MLP(nn.Module):
    """A multi-layer perceptron."""

    def __init__(self, sizes, *, dropout=0.0, batch_norm=False):
        super().__init__()
        if len(sizes) < 2 or any(n < 1 for n in sizes):
            raise ValueError("at least two sizes, all at least 1")
        if dropout < 0 or dropout >= 1:
            raise ValueError("dropout must be in [0, 1)")
        self.sizes = sizes
        self.linears = nn.ModuleList()
        self.norms = nn.ModuleList()
        for i in range(len(sizes) - 1):
            self.linears.append(nn.Linear(sizes[i], sizes[i + 1]))
            if batch_norm and i < len(sizes) - 2:
                self.norms.append(nn.BatchNorm1d(sizes[i + 1]))
        self.dropout = nn.Dropout(dropout)
        self.batch_norm = batch_norm

    def forward(self, x):
        """Logits."""
        if x.shape[-1] != self.sizes[0]:
            raise ValueError("wrong number of inputs")
        batch = x.shape[:-1]
        h = x.reshape(-1, self.sizes[0])
        for i in range(len(self.linears) - 1):
            h = self.linears[i](h)
            if self.batch_norm:
                h = self.norms[i](h)
            h = torch.relu(h)
            h = self.dropout(h)
        h = self.linears[-1](h)
        return h.reshape(*batch, self.sizes[-1])


def predict(model, x):
    """The most likely classes."""
    was_training = model.training
    device = next(model.parameters()).device
    model.eval()
    with torch.no_grad():
        logits = model(x.to(device))
    model.train(was_training)
    return logits.argmax(dim=-1)

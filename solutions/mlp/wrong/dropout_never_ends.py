"""Units are dropped in evaluation mode, too: the answers change from call to call.

`model.eval()` reaches layers that are modules. How does your dropout learn which mode it is?

required:
    test_evaluation_is_deterministic
    test_any_network_on_any_device
    test_batches_of_none_and_one
"""

import torch.nn as nn


class MLP:
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
        self.p = dropout
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
            h = nn.functional.dropout(h, self.p)
        h = self.linears[-1](h)
        return h.reshape(*batch, self.sizes[-1])

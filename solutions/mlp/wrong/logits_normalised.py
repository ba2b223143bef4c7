"""With batch normalisation the last layer is normalised like a hidden one; it should have none.

Count the hidden layers: how many sizes are neither the inputs nor the outputs?

required:
    test_hidden_layers_are_normalised
    test_parameters_add_up
    test_normalisation_comes_before_relu
    test_any_batch_axes
    test_any_layers_are_registered
    test_numbers_begin_as_pytorch_makes_them
    test_any_network_on_any_device
    test_statistics_are_over_all_samples
    test_batches_of_none_and_one
    test_dropout_is_drawn_anew
    test_inputs_and_logits_are_never_dropped
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
            if batch_norm:
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
        if self.batch_norm:
            h = self.norms[-1](h)
        return h.reshape(*batch, self.sizes[-1])

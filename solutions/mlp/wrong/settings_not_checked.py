"""Settings that make no network are accepted.

A size of 0 and dropout of everything have to be a ValueError. What does `__init__` look at before it makes a layer?

required:
    test_impossible_settings_are_refused
    test_other_impossible_settings_are_refused
"""

import torch.nn as nn


class MLP:
    def __init__(self, sizes, *, dropout=0.0, batch_norm=False):
        super().__init__()
        self.sizes = sizes
        self.linears = nn.ModuleList()
        self.norms = nn.ModuleList()
        for i in range(len(sizes) - 1):
            self.linears.append(nn.Linear(sizes[i], sizes[i + 1]))
            if batch_norm and i < len(sizes) - 2:
                self.norms.append(nn.BatchNorm1d(sizes[i + 1]))
        self.dropout = nn.Dropout(dropout)
        self.batch_norm = batch_norm

"""Frozen parameters are missing from the table.

A row that does not learn is still a row: nothing in the table depends on gradients.

required:
    test_tied_parameter_has_one_row
"""

from torch import nn


def parameter_table(model: nn.Module):
    """One row for each parameter."""
    rows = []
    for name, p in model.named_parameters():
        if p.requires_grad:
            rows.append((name, tuple(p.shape), p.numel()))
    return rows

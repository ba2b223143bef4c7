"""Running statistics have rows in the table, and a tied parameter has two.

A state dict holds whatever a checkpoint needs, under every name. The table is about parameters.

required:
    test_tied_parameter_has_one_row
    test_table_lists_scalars_and_no_buffers
"""

from torch import nn


def parameter_table(model: nn.Module):
    """One row for each parameter."""
    rows = []
    for name, tensor in model.state_dict().items():
        rows.append((name, tuple(tensor.shape), tensor.numel()))
    return rows

"""Parameters have several rows: one for each module around them.

A module lists the parameters of all modules inside it. Visiting these as well meets each parameter again.

required:
    test_table_has_a_row_for_each_parameter
    test_table_looks_inside_nested_modules
    test_tied_parameter_has_one_row
    test_table_lists_scalars_and_no_buffers
"""

from torch import nn


def parameter_table(model: nn.Module):
    """One row for each parameter."""
    rows = []
    for path, module in model.named_modules():
        for name, p in module.named_parameters(prefix=path):
            rows.append((name, tuple(p.shape), p.numel()))
    return rows

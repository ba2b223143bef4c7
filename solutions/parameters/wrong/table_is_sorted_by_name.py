"""The rows are sorted by name and not in the order of the model.

Sorted, biases stand before their weights and layer 10 before layer 2. Keep the order in which the model lists them.

required:
    test_table_has_a_row_for_each_parameter
    test_table_looks_inside_nested_modules
    test_table_lists_scalars_and_no_buffers
"""

from torch import nn


def parameter_table(model: nn.Module):
    """One row for each parameter."""
    rows = []
    for name, p in model.named_parameters():
        rows.append((name, tuple(p.shape), p.numel()))
    return sorted(rows)

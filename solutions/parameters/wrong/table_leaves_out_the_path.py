"""The rows are named `weight` and `bias` alone: which layer they belong to is lost.

Compare with what `model.named_parameters()` calls them: the path to the module comes first.

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
    for name, p in model.named_parameters():
        rows.append((name.split(".")[-1], tuple(p.shape), p.numel()))
    return rows

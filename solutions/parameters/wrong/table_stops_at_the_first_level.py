"""Parameters of modules within modules are missing from the table.

A child of the model may be a container that has no parameters of its own but layers that do.

required:
    test_table_looks_inside_nested_modules
    test_table_lists_scalars_and_no_buffers
    test_tied_parameter_has_one_row
"""

from torch import nn


def parameter_table(model: nn.Module):
    """One row for each parameter."""
    rows = []
    for child_name, child in model.named_children():
        for name, p in child.named_parameters(recurse=False):
            rows.append((f"{child_name}.{name}", tuple(p.shape), p.numel()))
    return rows

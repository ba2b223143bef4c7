"""Buffers are counted as parameters: running statistics, for example.

A state dict holds all that a checkpoint needs, learned or measured, and names tied tensors twice.

required:
    test_running_statistics_are_not_parameters
    test_tied_parameters_are_counted_once
    test_every_kind_of_parameter_is_counted
"""

from torch import nn


def count_parameters(model: nn.Module, *, trainable_only=False):
    """The numbers a model holds."""
    if trainable_only:
        return sum(p.numel() for p in model.parameters() if p.requires_grad)
    return sum(tensor.numel() for tensor in model.state_dict().values())

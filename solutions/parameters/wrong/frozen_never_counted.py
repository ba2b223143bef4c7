"""Frozen parameters are left out even when all parameters are asked for.

A frozen layer still holds its numbers and uses them. Look at what `trainable_only` changes in your count.

required:
    test_frozen_parameters_are_still_parameters
"""

from torch import nn


def count_parameters(model: nn.Module, *, trainable_only=False):
    """The numbers a model holds."""
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
